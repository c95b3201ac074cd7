"""What pages read is what the facts say: rebuilt equals stored, and a difference is found and put right."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from random import Random
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from learners.learning import attempts, progress, rebuilding, worksheets
from learners.models import Enrolment, LearningEvent, ModuleProgress
from tests.learners import answering

Kind = LearningEvent.Kind
START = datetime(2026, 9, 1, 15, 0, tzinfo=UTC)


def command(**options) -> str:
    said = StringIO()
    call_command("rebuild_progress", stdout=said, **options)
    return said.getvalue()


def stored() -> list[dict]:
    return list(ModuleProgress.objects.order_by("enrolment", "module_key").values(*rebuilding.FIELDS))


class Busy:
    """Does whatever learners do, at random but the same each time, through the real deeds."""

    def __init__(self, cast, program, number: int) -> None:
        self.chance, self.now = Random(number), START
        self.cast, self.people = cast, [cast.ana_learns, cast.ben_learns, cast.fay_learns]
        self.modules = list(program.by_key.values())

    def act(self) -> None:
        self.now += timedelta(seconds=self.chance.randint(1, 4000))
        deeds = [
            self.see,
            self.see,
            self.see,
            self.short,
            self.write,
            self.sheet_done,
            self.check_in,
            self.excuse,
            self.remark,
        ]
        enrolment = self.chance.choice(self.people)
        mine = [module for module in self.modules if module.audience == enrolment.audience]
        self.chance.choice(deeds)(enrolment, self.chance.choice(mine))

    def see(self, enrolment, module) -> None:
        progress.see_card(enrolment, module, self.chance.choice(module.cards).id, now=self.now)

    def short(self, enrolment, module) -> None:
        progress.finish_short_version(enrolment, module, now=self.now)

    def write(self, enrolment, module) -> None:
        entry = worksheets.entry_of(enrolment, module.key)
        values = {"a field": self.chance.choice(("one", "two", "three"))}
        worksheets.save(enrolment, module, values, version=entry.version if entry else 0, now=self.now)

    def sheet_done(self, enrolment, module) -> None:
        worksheets.finish(enrolment, module, how="on-paper", now=self.now)

    def check_in(self, enrolment, module) -> None:
        """Sometimes left open, sometimes handed in with gaps, sometimes twice."""
        attempt = attempts.start(enrolment, module, now=self.now)
        for question in attempts.asked(attempt):
            self.now += timedelta(seconds=self.chance.randint(1, 90))
            answer = (answering.right if self.chance.random() < 0.7 else answering.wrong)(question)
            attempts.save_answer(attempt, question["id"], answer, now=self.now)
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            attempts.submit(attempt, module, now=self.now)

    def excuse(self, enrolment, module) -> None:
        with progress.recording(enrolment, module.key, now=self.now, by=self.cast.gil) as recorder:
            recorder.add(Kind.EXCUSED)

    def remark(self, enrolment, module) -> None:
        with progress.recording(enrolment, module.key, now=self.now, by=self.cast.gil) as recorder:
            percent = self.chance.choice((40, 80, 100))
            recorder.add(Kind.REMARKED, percent=percent, passed=percent >= 80, reason="the key was wrong")
            recorder.complete_if_done(module)


@pytest.fixture
def history(cast, program) -> Busy:
    busy = Busy(cast, program, 1)
    for _ in range(40):
        busy.act()
    return busy


@pytest.mark.parametrize("number", range(2, 6))
def test_rebuilt_equals_stored_after_any_history(cast, program, number):
    busy = Busy(cast, program, number)
    for _ in range(60):
        busy.act()
    before = stored()
    assert len(before) > 4
    assert command(check=True).endswith("0 put right.\n")
    command()
    assert stored() == before


def test_rows_that_were_lost_come_back_as_they_were(history):
    before = stored()
    ModuleProgress.objects.all().delete()
    assert f"{len(before)} put right" in command()
    assert stored() == before


def test_a_row_that_was_changed_is_named_by_its_ids_and_put_right(history):
    before = stored()
    row = ModuleProgress.objects.filter(attempts__gt=0).first()
    ModuleProgress.objects.filter(pk=row.pk).update(best_percent=100, attempts=row.attempts + 1, last_card="none")
    said = command()
    assert f"enrolment {row.enrolment_id}, module {row.module_key}" in said
    assert "attempts" in said
    assert stored() == before


def test_a_row_without_any_event_goes(history):
    person = Enrolment.objects.get(pk=history.cast.cara_learns.pk)
    ModuleProgress.objects.create(enrolment=person, module_key=uuid4(), opened_at=START, last_at=START)
    assert "no event behind it" in command()
    assert not ModuleProgress.objects.filter(enrolment=person).exists()


def test_a_check_changes_nothing_and_fails(history):
    ModuleProgress.objects.all().delete()
    with pytest.raises(CommandError, match="differ"):
        command(check=True)
    assert stored() == []


def test_it_goes_through_all_people_in_small_steps(history, monkeypatch):
    monkeypatch.setattr(rebuilding, "ENROLMENTS_AT_A_TIME", 1)
    steps = list(rebuilding.differences(repair=False))
    assert len(steps) == Enrolment.objects.count()
    assert sum(rows for rows, _ in steps) == ModuleProgress.objects.count()
