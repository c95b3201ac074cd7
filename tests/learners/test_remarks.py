"""A wrong key: the dry run changes nothing, the deed only gives, and it may be stopped anywhere and run again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses import editions, outline
from learners import attempts, corrections, progress, rebuilding, remarks
from learners.models import Attempt, AuditEvent, KeyCorrection, LearningEvent, ModuleProgress, Response
from tests.factories import courses as curriculum
from tests.factories.people import grant, person
from tests.learners.answering import posted, right, wrong
from tests.learners.crowds import crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def wronged(module, questions):
    """The question whose key is wrong."""
    return next(one for one in questions if one["kind"] == "single_choice")


def take(learns, module, questions, now, *, missed=(), submit=True):
    """Everything right but what is missed: handed in, or left open."""
    attempt = attempts.start(learns, module, now=now)
    for one in attempts.asked(attempt):
        attempts.save_answer(attempt, one["id"], (wrong if one in missed else right)(one), now=now)
    return attempts.submit(attempt, module, now=now) if submit else attempt


def read_everything(learns, module, now):
    for card in module.cards:
        progress.see_card(learns, module, card.id, now=now)


def correct(cast, module, question, now, by=None):
    right_too, program = wrong(question), cast.morning.program
    return remarks.correct(
        program, module.edition_id, question["id"], right=right_too, reason="Both are", by=by or cast.mia, now=now
    )


def run(cast, module, now):
    return remarks.run(cast.morning.program, module.edition_id, by=cast.mia, now=now)


def events(kind="re-marked"):
    return LearningEvent.objects.filter(kind=kind).order_by("pk")


def rebuilt_equals_stored():
    return [found for _, found in rebuilding.differences(repair=False) if found] == []


def stored():
    """Rows that marking again must never touch."""
    rows = Attempt.objects.order_by("pk").values(), Response.objects.order_by("pk").values()
    return [list(one) for one in rows]


# --- the deed -------------------------------------------------------------------------------------------------------


def test_who_gave_that_answer_gains_and_nothing_that_was_stored_changes(cast, module, questions, wronged, now):
    others = [one for one in questions if one != wronged][:1]
    gains = take(cast.ana_learns, module, questions, now, missed=[wronged, *others])
    take(cast.ben_learns, module, questions, now, missed=others)
    before = stored()
    correction = correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.attempts, done.passed, done.completed) == (1, 1, 1, 0)
    assert stored() == before
    [event] = events()
    assert (event.enrolment, event.by) == (cast.ana_learns, cast.mia)
    assert event.data == {
        "attempt": str(gains.pk),
        "edition": module.edition_id,
        "percent": 80,
        "passed": True,
        "correction": correction.pk,
    }
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.best_percent, row.passed_at, row.attempts) == (80, now, 1)
    assert rebuilt_equals_stored()


def test_a_module_with_nothing_left_is_then_complete(cast, module, questions, wronged, now):
    elsewhere = next(one for one in questions if one != wronged)
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged, elsewhere])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).completed == 1
    assert progress.row_of(cast.ana_learns, module.key).completed_at == now
    assert events("completed").count() == 1
    assert rebuilt_equals_stored()


def test_a_module_that_is_no_longer_published_is_recorded_and_not_completed(cast, module, questions, wronged, now):
    elsewhere = next(one for one in questions if one != wronged)
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged, elsewhere])
    curriculum.page_of(module.key).unpublish()
    correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.passed, done.completed) == (1, 1, 0)
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.passed_at, row.completed_at) == (now, None)


def test_nothing_earned_is_taken_back_and_no_score_is_lowered(cast, module, questions, wronged, now):
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    attempts.submit(attempts.start(cast.ana_learns, module, now=now), module, now=now)  # a bad second try
    before = progress.row_of(cast.ana_learns, module.key)
    assert before.completed_at
    correct(cast, module, wronged, now + timedelta(hours=1))
    run(cast, module, now + timedelta(hours=1))
    after = progress.row_of(cast.ana_learns, module.key)
    assert (after.best_percent, after.passed_at, after.completed_at) == (100, before.passed_at, before.completed_at)
    assert rebuilt_equals_stored()


def test_running_again_gives_nobody_twice(cast, module, questions, wronged, now):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).people == 1
    assert run(cast, module, now).people == 0
    correct(cast, module, wronged, now)  # sent twice by two managers
    assert run(cast, module, now).people == 0
    assert events().count() == 1


def test_a_second_correction_adds_to_the_first(cast, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    for question in (wronged, other):
        correct(cast, module, question, now)
        run(cast, module, now)
    assert [event.data["percent"] for event in events()] == [80, 100]
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert rebuilt_equals_stored()


def test_each_attempt_that_gains_is_marked_again(cast, module, questions, wronged, now):
    order = next(one for one in questions if one["kind"] == "put_in_order")
    take(cast.ana_learns, module, questions, now, missed=[wronged, order])
    take(cast.ana_learns, module, questions, now, missed=[wronged])  # asks the two again, the others are carried
    correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.attempts) == (1, 2)
    assert [event.data["percent"] for event in events()] == [80, 100]


def test_a_correction_is_an_act_with_a_reason_that_stays(cast, module, wronged, now):
    made = correct(cast, module, wronged, now)
    row = AuditEvent.objects.get(action="key-corrected")
    assert (row.by, row.reason) == (cast.mia, "Both are")
    assert row.detail == {
        "program": cast.morning.program.pk,
        "edition": module.edition_id,
        "question": wronged["id"],
        "correction": made.pk,
    }


# --- stopped half-way -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_stopped_in_the_middle_it_goes_on_where_it_was(cast, module, questions, wronged, now, monkeypatch):
    """The process ends while the third of six people is written: two are done, none half, and none twice."""
    answers = {one["id"]: (wrong if one == wronged else right)(one) for one in questions}
    learns = crowd(cast.morning, module.edition_id, [answers] * 6)
    ModuleProgress.objects.filter(enrolment__in=learns).update(best_percent=80, attempts=1)
    correct(cast, module, wronged, now)

    class Killed(BaseException):
        pass

    written = []

    def dies(row):
        if isinstance(row, LearningEvent):
            written.append(row)
            if len(written) == 3:
                raise Killed
        return really(row)

    really = progress.insert
    monkeypatch.setattr(progress, "insert", dies)
    with pytest.raises(Killed):
        run(cast, module, now)
    monkeypatch.setattr(progress, "insert", really)
    assert events().count() == 2
    assert ModuleProgress.objects.filter(best_percent=100).count() == 2

    assert run(cast, module, now).people == 4
    assert sorted(events().values_list("enrolment", flat=True)) == sorted(one.pk for one in learns)
    assert set(ModuleProgress.objects.values_list("best_percent", flat=True)) == {100}
    assert run(cast, module, now).people == 0


# --- whose ----------------------------------------------------------------------------------------------------------


def test_other_programs_are_left_alone(cast, module, questions, wronged, now):
    take(cast.cara_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).people == 0
    assert corrections.of_edition(module.edition_id, cast.elsewhere.program_id) == []
    assert progress.row_of(cast.cara_learns, module.key).best_percent == 80


def test_who_has_left_the_programs_management_decided_while_in_it(cast, module, wronged, now):
    old = person("old")
    granted = grant(old, now=now - timedelta(days=30), program=cast.morning.program)
    correct(cast, module, wronged, now - timedelta(days=2), by=old)
    granted.ended_at = now - timedelta(days=1)
    granted.save()
    assert len(corrections.of_edition(module.edition_id, cast.morning.program_id)) == 1
    correct(cast, module, wronged, now, by=old)
    assert len(corrections.of_edition(module.edition_id, cast.morning.program_id)) == 1


# --- after it was corrected -----------------------------------------------------------------------------------------


def test_what_is_handed_in_afterwards_counts_at_once(cast, module, questions, wronged, now):
    read_everything(cast.ana_learns, module, now)
    opened = take(cast.ana_learns, module, questions, now, missed=[wronged], submit=False)
    correct(cast, module, wronged, now)
    handed_in = attempts.submit(opened, module, now=now)
    assert (handed_in.right, handed_in.percent) == (4, 80)  # the stored marks are the edition's
    [event] = events()
    assert (event.data["percent"], event.by) == (100, None)
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert run(cast, module, now).people == 0
    assert rebuilt_equals_stored()


def test_handing_in_costs_one_query_more_and_no_event_without_a_gain(cast, module, questions, wronged, now):
    correct(cast, module, wronged, now)
    opened = take(cast.ana_learns, module, questions, now, submit=False)
    with CaptureQueriesContext(connection) as captured:
        attempts.submit(opened, module, now=now)
    assert len([one for one in captured if "keycorrection" in one["sql"]]) == 1
    assert events().count() == 0


def test_a_retry_does_not_ask_what_counts_as_right_now(cast, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    correct(cast, module, wronged, now)
    again = attempts.start(cast.ana_learns, module, now=now)
    assert again.asks == [other["id"]]
    assert wronged["id"] in again.carried


def test_nor_when_the_author_has_mended_the_key_since(cast, program_page, module, questions, wronged, now):
    order = next(one for one in questions if one["kind"] == "put_in_order")
    take(cast.ana_learns, module, questions, now, missed=[wronged, order])
    correct(cast, module, wronged, now)
    page = curriculum.page_of(module.key)
    page.quiz = [mended(one, wrong(wronged)) for one in page.quiz.get_prep_value()]
    curriculum.publish(page)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    assert newer.edition_id != module.edition_id
    assert attempts.start(cast.ana_learns, newer, now=now).asks == [order["id"]]


def mended(question, key):
    for option in question["value"].get("options", ()) if question["type"] == "single_choice" else ():
        option["value"]["correct"] = option["id"] == key
        option["value"]["misconception"] = "" if option["id"] == key else "wait-and-see"
    return question


# --- the pages ------------------------------------------------------------------------------------------------------


def address(cast, module, question):
    return reverse("remark", args=[cast.morning.program.uid, module.edition_id, question["id"]])


def form(question, go="look", **more):
    return {**posted(question, wrong(question)), "reason": "Both are", "go": go, **more}


@pytest.fixture
def mia(cast, client):
    client.force_login(cast.mia)
    return client


def test_the_dry_run_shows_who_would_gain_and_changes_nothing(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    take(cast.ben_learns, module, questions, now)
    shown = mia.post(address(cast, module, wronged), form(wronged)).content.decode()
    assert cast.ana.listed_name in shown
    assert cast.ben.listed_name not in shown
    assert "80 to 100" in shown
    assert cast.morning.name in shown
    assert KeyCorrection.objects.count() == 0
    assert events().count() == 0
    row = AuditEvent.objects.get(action="remark-previewed")
    assert (row.by, row.detail["people"], row.detail["cohorts"]) == (cast.mia, 1, [cast.morning.pk])


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "true_false", "put_in_order", "match"])
def test_each_kind_of_question_can_be_corrected(cast, module, questions, now, mia, kind):
    question = next(one for one in questions if one["kind"] == kind)
    take(cast.ana_learns, module, questions, now, missed=[question])
    at = address(cast, module, question)
    assert question["prompt"] in mia.get(at).content.decode()
    looked = mia.post(at, form(question))
    hidden = {name: [] for name, _ in looked.context["correction"].posted}
    for name, value in looked.context["correction"].posted:
        hidden[name].append(value)
    assert mia.post(at, {**hidden, "reason": "Both are", "go": "do"}).status_code == 302
    assert KeyCorrection.objects.get().right == wrong(question)
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert "Marked again for 1 person." in mia.get(at).content.decode()


def test_sent_twice_it_is_corrected_once(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    for _ in range(2):
        assert mia.post(address(cast, module, wronged), form(wronged, "do")).status_code == 302
    assert KeyCorrection.objects.count() == 1
    assert events().count() == 1


def test_what_is_left_can_be_gone_on_with(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert "1 person is not marked again yet" in mia.get(address(cast, module, wronged)).content.decode()
    mia.post(address(cast, module, wronged), {"go": "again"})
    assert events().count() == 1
    assert "Everybody who gains by it is marked again" in mia.get(address(cast, module, wronged)).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 201}, "at most 200"),
        ({"answer": []}, "Say which answer"),
        ({"answer": ["nothing-of-this"]}, "not part of this question"),
        ({"answer": "key"}, "the key already"),
    ],
)
def test_what_is_left_to_fix_is_said_and_nothing_is_lost(cast, module, wronged, mia, change, words):
    data = form(wronged)
    if "answer" in change:
        data[f"answer-{wronged['id']}"] = right(wronged) if change["answer"] == "key" else change["answer"]
    else:
        data |= change
    answer = mia.post(address(cast, module, wronged), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert data["reason"] in answer.content.decode()
    assert KeyCorrection.objects.count() == 0


def test_families_are_counted_among_them_and_never_named(cast, program, now, mia):
    family = next(one for one in program.by_key.values() if one.audience == "family" and one.question_count)
    questions = editions.content(editions.get(family.edition_id)).quiz["questions"]
    take(cast.fay_learns, family, questions, now, missed=[questions[0]])
    shown = mia.post(address(cast, family, questions[0]), form(questions[0])).content.decode()
    assert cast.fay.listed_name not in shown
    assert "fewer than 5" in shown
    assert "1 person" not in shown
    done = mia.post(address(cast, family, questions[0]), form(questions[0], "do"), follow=True).content.decode()
    assert "Family members who gain: fewer than 5." in done
    assert "1 person" not in done
    assert progress.row_of(cast.fay_learns, family.key).best_percent == 100


def test_it_leads_to_other_editions_that_ask_the_same(cast, program_page, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now)
    page = curriculum.page_of(module.key)
    page.quiz = [one for one in page.quiz.get_prep_value() if one["type"] != "match"]
    curriculum.publish(page)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    other = reverse("remark", args=[cast.morning.program.uid, newer.edition_id, wronged["id"]])
    assert other not in mia.get(address(cast, module, wronged)).content.decode()
    attempts.start(cast.ben_learns, newer, now=now)
    assert other in mia.get(address(cast, module, wronged)).content.decode()
    assert address(cast, module, wronged) in mia.get(other).content.decode()


def test_questions_and_editions_that_are_not_of_the_program_are_not_found(cast, module, wronged, mia):
    program = cast.morning.program.uid
    others = curriculum.module(curriculum.week(curriculum.empty_program("Another"), 1), "p01")
    foreign = editions.latest(others.translation_key)
    theirs = next(iter(editions.content(foreign).questions))
    for edition, question in (
        (module.edition_id, cast.ana.uid),
        (foreign.pk, theirs),
        (1, wronged["id"]),
        (10**30, wronged["id"]),
    ):
        assert mia.get(reverse("remark", args=[program, edition, question])).status_code == 404


@pytest.mark.parametrize("people", [1, 60, 200])
def test_the_dry_run_takes_as_many_queries_for_any_number_of_people(cast, module, questions, wronged, mia, people):
    answers = {one["id"]: (wrong if one == wronged else right)(one) for one in questions}
    crowd(cast.morning, module.edition_id, [answers] * people)
    at = address(cast, module, wronged)
    mia.post(at, form(wronged))
    with CaptureQueriesContext(connection) as captured:
        answer = mia.post(at, form(wronged))
    assert answer.context["whole"].people == people
    assert len(captured) <= 17


def test_the_person_reads_that_it_was_marked_again(cast, ana, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    attempt = take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    result = reverse("check_in_result", args=[attempt.pk])
    words = "This question was marked again: your answer counts as right."
    before = ana.get(result).content.decode()
    assert words not in before
    assert "3 of 5" in " ".join(before.split())
    correct(cast, module, wronged, now)
    run(cast, module, now)
    after = " ".join(ana.get(result).content.decode().split())
    assert after.count(words) == 1
    assert "4 of 5 right" in after
    assert "80 percent" in after
    assert ana.get(result).context["missed"] == 1
    history = " ".join(ana.get(reverse("history")).content.decode().split())
    assert "4 of 5 right" in history
    assert "marked again" in history
    assert "80 percent" in " ".join(ana.get(reverse("module", args=[module.key])).content.decode().split())
