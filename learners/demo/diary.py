"""The rows that one invented episode leaves, and the clock that runs while they are made."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from learners.demo.library import Lesson
from learners.demo.lives import Habits
from learners.learning import worksheets
from learners.learning.spaced import Met, choose
from learners.models import Attempt, Enrolment, LearningEvent, ModuleProgress, Response, WorksheetEntry
from learners.safekeeping import person_keys


class Over(Exception):
    """The clock reached the end of what is told: whatever was begun stays begun."""


@dataclass(slots=True)
class Rows:
    """Events are in the order in which they happened to each person. `written` is what stands in each entry, which is
    sealed when it is stored.
    """

    events: list[LearningEvent] = field(default_factory=list)
    progress: list[ModuleProgress] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    entries: list[WorksheetEntry] = field(default_factory=list)
    written: dict[UUID, str] = field(default_factory=dict)

    def add(self, other: "Rows") -> None:
        self.written |= other.written
        for one in fields(self):
            if one.name != "written":
                getattr(self, one.name).extend(getattr(other, one.name))

    def save(self) -> None:
        """A few statements for each thousand rows. Call inside a transaction."""
        LearningEvent.objects.bulk_create(self.events)
        ModuleProgress.objects.bulk_create(self.progress)
        Attempt.objects.bulk_create(self.attempts)
        Response.objects.bulk_create(self.responses)
        keys = person_keys.of_many({one.enrolment.person_id for one in self.entries})
        for one in self.entries:
            one.sealed = keys[one.enrolment.person_id].seal(self.written[one.id], bound_to=worksheets.binding(one))
        WorksheetEntry.objects.bulk_create(self.entries)


class Diary:
    """One person's clock and chances. `until` is never reached by anything written."""

    def __init__(self, enrolment: Enrolment, habits: Habits, chance: Random, start: datetime, until: datetime) -> None:
        self.enrolment, self.habits, self.chance = enrolment, habits, chance
        self.clock, self.until = start, until
        self.rows = Rows()
        self.met: dict[str, Met] = {}
        self.passed: dict[UUID, Lesson] = {}

    def sit_down(self, when: datetime) -> None:
        """Begin at that time, or right after what came before."""
        self.clock = max(self.clock + timedelta(minutes=1), when)
        self.later(0, 30)

    def later(self, least: int, most: int) -> None:
        """Let some seconds go by. Raises Over."""
        self.clock += timedelta(seconds=least + int(self.chance.random() * (most - least + 1)))
        if self.clock >= self.until:
            raise Over

    def to_review(self, lesson: Lesson) -> list[Met]:
        """What a first try at this lesson asks again, by the rule that everybody has."""
        other = {key for key, one in self.passed.items() if one.module.week != lesson.module.week}
        return choose(one for one in self.met.values() if one.module in other)

    def answered(self, question: str, lesson: Lesson, right: bool) -> None:
        before = self.met.get(question)
        own = any(one.id == question for one in lesson.questions)
        if before is not None:
            self.met[question] = replace(before, last_at=self.clock, reviewed=before.reviewed + (not own))
        elif own:
            self.met[question] = Met(question, lesson.module.key, right, self.clock)

    def new_id(self) -> UUID:
        """A random UUID of this person's own chances: the same in each run."""
        return UUID(int=self.chance.getrandbits(128), version=4)


def together(diaries: Iterable[Rows]) -> Rows:
    rows = Rows()
    for one in diaries:
        rows.add(one)
    return rows


def as_numbers(rows: Rows) -> dict[str, Any]:
    return {one.name: len(getattr(rows, one.name)) for one in fields(rows)}
