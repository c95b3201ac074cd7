"""Facts and state: what happened is kept for ever, and what pages read folds from it exactly."""

import random
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cms.prepared import insert
from learners.learning import attempts, completion, progress, worksheets
from learners.models import AuditEvent, LearningEvent, ModuleProgress
from tests.learners.answering import right, wrong

pytestmark = pytest.mark.django_db
Kind = LearningEvent.Kind


def finish_cards(enrolment, module, now):
    for card in module.cards:
        progress.see_card(enrolment, module, card.id, now=now)


def pass_check_in(enrolment, module, now):
    attempt = attempts.start(enrolment, module, now=now)
    for question in attempts.asked(attempt):
        attempts.save_answer(attempt, question["id"], right(question), now=now)
    return attempts.submit(attempt, module, now=now)


def test_the_first_card_opens_the_module(cast, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    assert list(LearningEvent.objects.values_list("kind", flat=True)) == [Kind.MODULE_OPENED, Kind.CARD_SEEN]
    assert progress.row_of(cast.ana_learns, module.key).last_card == module.cards[0].id


def test_cards_are_finished_when_all_were_seen_in_any_order(cast, module, now):
    for card in reversed(module.cards):
        assert (
            progress.row_of(cast.ana_learns, module.key) is None
            or not progress.row_of(cast.ana_learns, module.key).cards_finished_at
        )
        progress.see_card(cast.ana_learns, module, card.id, now=now)
    assert progress.row_of(cast.ana_learns, module.key).cards_finished_at == now


def test_the_short_version_counts_as_the_cards(cast, module, now):
    progress.finish_short_version(cast.ana_learns, module, now=now)
    assert completion.parts(module, progress.row_of(cast.ana_learns, module.key)).cards


def test_complete_means_cards_worksheet_and_check_in_in_any_order(cast, module, now):
    pass_check_in(cast.ana_learns, module, now)
    worksheets.finish(cast.ana_learns, module, how="on-paper", now=now)
    assert completion.parts(module, progress.row_of(cast.ana_learns, module.key)).left == ["cards"]
    finish_cards(cast.ana_learns, module, now)
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.completed_at, row.completed_edition_id) == (now, module.edition_id)
    assert LearningEvent.objects.filter(kind=Kind.COMPLETED).count() == 1


def test_earned_is_earned_when_the_module_grows(cast, module, now):
    finish_cards(cast.ana_learns, module, now)
    pass_check_in(cast.ana_learns, module, now)
    worksheets.finish(cast.ana_learns, module, how="talked", now=now)
    grown = type(module)(
        **{field: getattr(module, field) for field in module.__slots__} | {"cards": (*module.cards, *module.cards)}
    )
    progress.see_card(cast.ana_learns, grown, module.cards[0].id, now=now + timedelta(days=9))
    row = progress.row_of(cast.ana_learns, module.key)
    assert row.completed_at == now
    assert completion.is_complete(grown, row)


def random_history(enrolment, module, now, seed):
    """A few hundred believable deeds in random order."""
    dice = random.Random(seed)
    moment = now
    for _ in range(120):
        moment += timedelta(minutes=dice.randint(1, 600))
        deed = dice.choice(["card", "card", "card", "answer", "submit", "short", "sheet", "done"])
        if deed == "card":
            progress.see_card(enrolment, module, dice.choice(module.cards).id, now=moment)
        elif deed == "answer":
            attempt = attempts.start(enrolment, module, now=moment)
            for question in attempts.asked(attempt):
                answer = right(question) if dice.random() < 0.6 else wrong(question)
                attempts.save_answer(attempt, question["id"], answer, now=moment)
        elif deed == "submit":
            attempts.submit(attempts.start(enrolment, module, now=moment), module, now=moment)
        elif deed == "short" and dice.random() < 0.2:
            progress.finish_short_version(enrolment, module, now=moment)
        elif deed == "sheet":
            entry = worksheets.entry_of(enrolment, module.key)
            worksheets.save(enrolment, module, {"x": dice.random()}, version=entry.version if entry else 0, now=moment)
        elif deed == "done" and dice.random() < 0.2:
            worksheets.finish(enrolment, module, how="on-paper", now=moment)


@pytest.mark.parametrize("seed", range(4))
def test_rebuilt_equals_stored(cast, program, now, seed):
    """Promise 4."""
    for enrolment in (cast.ana_learns, cast.ben_learns):
        for module in [m for m in program.by_key.values() if m.audience == "participant" and m.question_count]:
            random_history(enrolment, module, now, seed)
    fields = [field.attname for field in ModuleProgress._meta.concrete_fields if field.name != "id"]
    stored = {(row["enrolment_id"], row["module_key"]): row for row in ModuleProgress.objects.values(*fields)}
    folded = progress.rebuilt(LearningEvent.objects.order_by("enrolment", "id").iterator())
    rebuilt = {(row.enrolment_id, row.module_key): {field: getattr(row, field) for field in fields} for row in folded}
    assert rebuilt == stored
    assert stored


@pytest.mark.parametrize("model", [LearningEvent, AuditEvent])
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_change_a_fact(cast, module, now, model, deed):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    table = model._meta.db_table
    assert model.objects.exists()
    sql = f"UPDATE {table} SET at = at" if deed == "update" else f"DELETE FROM {table}"  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_failure_after_the_event_leaves_neither_event_nor_row(cast, module, now, monkeypatch):
    def power_cut(row):
        if isinstance(row, ModuleProgress):
            raise RuntimeError
        insert(row)

    monkeypatch.setattr(progress, "insert", power_cut)
    with pytest.raises(RuntimeError), transaction.atomic():
        progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    assert not LearningEvent.objects.exists()
    assert not ModuleProgress.objects.exists()


def test_what_staff_do_does_not_move_the_day_on_which_the_person_was_here(cast, module, now):
    finish_cards(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now + timedelta(days=3), by=cast.gil) as recorder:
        recorder.add(Kind.WORKSHEET_DISCUSSED)
        recorder.add(Kind.EXCUSED)
    row = progress.row_of(cast.ana_learns, module.key)
    assert row.last_at == now
    assert row.excused_at == now + timedelta(days=3)
