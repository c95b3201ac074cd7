"""One person as staff see them: the plan week by week with all that belongs to each module. Fixed queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from learners.groups import homework
from learners.learning import attempts, online_minutes, results
from learners.learning.online_minutes import Online
from learners.learning.results import Score
from learners.models import Enrolment, ProgressReview, SharedSheet
from learners.overview import reviews, staff_words
from learners.planning import assigned, plan_history, undoing
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan_history import Entry
from learners.safekeeping import sharing

ONE_MODULE = {
    "open": ("excuse", "skip"),
    "under-way": ("excuse", "skip"),
    "make-up": ("excuse", "skip"),
    "upcoming": ("move", "skip"),
}
DEED_WORDS = {
    "excuse": gettext_noop("Excuse"),
    "skip": gettext_noop("Take out"),
    "move": gettext_noop("Another day"),
}
DONE_WITH = ("written", "done")  # a worksheet that may be talked about now


@dataclass(frozen=True, slots=True)
class Line:
    """One module of the plan. `changes` are those of staff that stand, each with who, when and why."""

    row: Row
    today: date
    attempts: tuple[Score, ...]
    changes: tuple[Entry, ...]
    changeable: bool

    @property
    def word(self) -> str:
        return staff_words.standing(self.row)

    @property
    def shape(self) -> str:
        return "upcoming" if self.row.standing == "skipped" else self.row.standing

    @property
    def opens(self) -> str:
        return staff_words.opens(self.row, self.today)

    @property
    def due(self) -> str:
        return staff_words.due(self.row)

    @property
    def why(self) -> str:
        return staff_words.why(self.row)

    @property
    def homework(self) -> str:
        return homework.status(self.row.module, self.row.progress)

    @property
    def homework_word(self) -> str:
        return str(homework.WORDS[self.homework]) if self.homework else ""

    @property
    def may_be_discussed(self) -> bool:
        return self.homework in DONE_WITH

    @property
    def bring_back(self) -> str:
        """What to undo, so that a module that was taken out is in the plan again."""
        return next((one.undo for one in self.changes if self.row.assignment.skipped), "")

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """The changes that make most sense for this module now: (name, words)."""
        known = ONE_MODULE.get(self.row.standing, ()) if self.row.assignment.reason != "optional" else ()
        return [(name, _(DEED_WORDS[name])) for name in known] if self.changeable else []


@dataclass(frozen=True)
class Person:
    plan: PersonPlan
    history: tuple[tuple[Entry, str], ...]  # each with why it cannot be taken back, or ""
    attempts: tuple[Score, ...]
    online: Online
    reviews: tuple[ProgressReview, ...]
    shared: tuple[SharedSheet, ...]

    @cached_property
    def weeks(self) -> list[tuple[int, list[Line]]]:
        """By the person's own week."""
        found: dict[int, list[Line]] = defaultdict(list)
        for row in self.plan.rows:
            found[row.assignment.own_week].append(self._line(row))
        return sorted(found.items())

    @cached_property
    def started(self) -> int:
        return self._standing("under-way")

    @cached_property
    def waiting(self) -> int:
        return self._standing("open")

    @cached_property
    def to_make_up(self) -> int:
        return self._standing("make-up")

    @cached_property
    def passed(self) -> int:
        """How many check-ins."""
        return sum(row.parts.check_in is True for row in self.plan.shown)

    @cached_property
    def last_at(self) -> datetime | None:
        return max((row.progress.last_at for row in self.plan.rows if row.progress), default=None)

    @cached_property
    def more_time_until(self) -> date | None:
        """The plan waits until then, although the person is here."""
        days = [one.until for one in self.plan.person.pauses if one.more_time and one.covers(self.plan.today)]
        return max((day for day in days if day), default=None)

    @property
    def open_review(self) -> ProgressReview | None:
        return next((review for review in self.reviews if review.done_on is None), None)

    @cached_property
    def sheets(self) -> list[tuple[SharedSheet, str]]:
        """What the person shows now, with the title of its worksheet."""
        modules = self.plan.outline.by_key
        return [
            (one, modules[one.module_key].worksheet_title if one.module_key in modules else "") for one in self.shared
        ]

    def _standing(self, name: str) -> int:
        return sum(row.standing == name for row in self.plan.wanted)

    @cached_property
    def _tries(self) -> dict[UUID, list[Score]]:
        found: dict[UUID, list[Score]] = defaultdict(list)
        for score in reversed(self.attempts):
            found[score.attempt.module_key].append(score)
        return found

    @cached_property
    def _changes(self) -> dict[UUID, list[Entry]]:
        found: dict[UUID, list[Entry]] = defaultdict(list)
        for entry, _why_not in self.history:
            if entry.module_key and entry.undone_at is None:
                found[entry.module_key].append(entry)
        return found

    def _line(self, row: Row) -> Line:
        key = row.module.key
        tries, changes = self._tries.get(key, ()), self._changes.get(key, ())
        changeable = self.plan.enrolment.ended_on is None
        return Line(row, self.plan.today, tuple(tries), tuple(changes), changeable)


def of(enrolment: Enrolment, *, now: datetime) -> Person:
    """Fifteen queries, seventeen where staff changed the plan, for 1 or 36 modules and any history."""
    mine = assigned.in_full(enrolment, now=now)
    history = plan_history.of(mine)
    return Person(
        plan=mine,
        history=tuple((entry, undoing.refusal(mine, entry)) for entry in history),
        attempts=tuple(results.of_many(attempts.submitted(enrolment), enrolment.cohort.program_id)),
        online=online_minutes.of(enrolment),
        reviews=tuple(reviews.of(enrolment)),
        shared=tuple(sharing.of_episode(enrolment)),
    )
