"""The plan of one person: which module opens when, and why. A pure function of program, person and today.

All dates are local dates of the program. The plan never closes what the person has opened, never loses a required
module and never names one twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final
from uuid import UUID

from courses.map import ModuleOutline, Outline
from courses.vocabulary import PARTICIPANT
from learners.planning.plan_dates import DAY, WEEK, Calendar, Pause
from learners.planning.plan_weeks import place_modules

__all__ = ["REASONS", "Added", "Assignment", "Pause", "PlanInput", "plan", "standing", "week_of"]

OWN_CLOCK: Final = "own-clock"
WHEEL: Final = "wheel"
SOURCES: Final = ("starter", "safety", "required", "elective", "finish", "added")
REASONS: Final = {
    "starter-pack": "Everybody starts with this.",
    "your-week": "It belongs to this week.",
    "safety-first": "It opens early, because it helps to keep the person safe.",
    "made-room": "It stands in another week, to make room for something that comes first.",
    "free-slot": "It opens early, because a place in this week became free.",
    "finish-pack": "It belongs to the last weeks.",
    "added-by-staff": "Staff added it.",
    "moved-by-staff": "Staff chose the day.",
    "opened-early": "It is open ahead of its week: staff opened these weeks, or the person had it open before.",
    "optional": "The person had it open before; the plan no longer asks for it.",
}


@dataclass(frozen=True, slots=True)
class Added:
    module_key: UUID
    opens_on: date


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What the plan must know of a person. Mappings go by module key.

    `joined_at_week` is the spoke of the wheel on which the person joined. `skipped` holds what staff took out, `moved`
    the days that staff chose, `opened` the days on which the person first opened a module.
    """

    audience: str
    pathway: str | None
    conditions: frozenset[str]
    mode: str
    starts_on: date
    joined_at_week: int = 1
    pauses: tuple[Pause, ...] = ()
    open_through_week: int = 0
    added: tuple[Added, ...] = ()
    skipped: frozenset[UUID] = frozenset()
    moved: Mapping[UUID, date] = field(default_factory=dict)
    opened: Mapping[UUID, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One module of a plan: open from `opens_on`, make-up after `week_ends_on`.

    `due_on` is the end of the week or, where a rule says so, earlier. `on_hold`: the end of a pause is not known, so
    `opens_on` is only the earliest day. `source` is one of SOURCES, `reason` a key of REASONS.
    """

    module_key: UUID
    own_week: int
    program_week: int
    opens_on: date
    due_on: date
    source: str
    reason: str
    skipped: bool = False
    week_ends_on: date = date.max
    on_hold: bool = False


def plan(outline: Outline, person: PlanInput, today: date) -> tuple[Assignment, ...]:
    """In the order in which the person meets them. What is open on a day is open on every later one."""
    spoke = person.joined_at_week if person.mode == WHEEL and person.audience == PARTICIPANT else None
    placed = place_modules(outline, person.audience, person.pathway, person.conditions, spoke)
    dating = _Dating(outline, person, today)
    rows = [dating.placed(row.module, row.own_week, row.source, row.reason) for row in placed]
    if person.added or person.opened:
        rows += dating.extras({row.module.key for row in placed})
    return tuple(sorted(rows, key=lambda row: row.own_week))


def standing(assignment: Assignment, today: date, opened: bool, completed: bool) -> str:
    """done, skipped, upcoming, make-up, under-way or open. What is optional never becomes make-up."""
    if completed:
        return "done"
    if assignment.skipped:
        return "skipped"
    if assignment.opens_on > today and not opened:
        return "upcoming"
    if assignment.week_ends_on < today and assignment.reason != "optional":
        return "make-up"
    return "under-way" if opened else "open"


def week_of(person: PlanInput, today: date, weeks: int) -> int:
    """The person's current own week, from 1; the last one after the end. It stands still in a pause."""
    return _calendar(person.starts_on, person.pauses, today, weeks).week_on(today)


@lru_cache(maxsize=512)
def _calendar(starts_on: date, pauses: tuple[Pause, ...], today: date, weeks: int) -> Calendar:
    """The same for all who began together; kept, because every page of a learner counts by it."""
    return Calendar(starts_on, pauses, today, weeks)


class _Dating:
    """Gives modules of one plan their dates."""

    __slots__ = ("added", "calendar", "due_days", "outline", "person", "today", "weeks")

    def __init__(self, outline: Outline, person: PlanInput, today: date) -> None:
        self.outline, self.person, self.today = outline, person, today
        self.calendar = _calendar(person.starts_on, person.pauses, today, len(outline.weeks))
        self.weeks = [(first, after - DAY) for first, after in pairwise(self.calendar.weeks)]
        self.due_days = {code: hours // 24 for code, hours in outline.rules.due_within_hours.items()}
        self.added = {added.module_key: added.opens_on for added in person.added}

    def placed(self, module: ModuleOutline, own_week: int, source: str, reason: str) -> Assignment:
        """In its own week, unless staff or the person have changed that."""
        key, person = module.key, self.person
        opens_on, ends_on = self.weeks[own_week - 1]
        if person.moved and key in person.moved:
            return self._on(person.moved[key], module, source, "moved-by-staff")
        if own_week <= person.open_through_week and opens_on > self.today:
            opens_on, reason = person.starts_on, "opened-early"
        if self.added and key in self.added and self.calendar.after(self.added[key], 0) < opens_on:
            return self._on(self.added[key], module, source, "added-by-staff")
        return self._made(module, own_week, opens_on, ends_on, source, reason)

    def extras(self, placed: set[UUID]) -> Iterator[Assignment]:
        """What staff added, then what the person has opened though the plan does not ask for it."""
        person, added = self.person, self.added
        asked = ((person.moved.get(key, day), key, "added-by-staff") for key, day in added.items() if key not in placed)
        begun = ((day, key, "optional") for key, day in person.opened.items() if key not in placed and key not in added)
        for day, key, reason in [*sorted(asked), *sorted(begun)]:
            module = self.outline.by_key.get(key)
            if module and self._may_see(module):
                yield self._on(day, module, "added", reason)

    def _may_see(self, module: ModuleOutline) -> bool:
        """Never a module of the other track, and no elective in a family plan: it would tell a diagnosis."""
        same_track = module.audience == self.person.audience
        return same_track and (module.audience == PARTICIPANT or module.elective_for is None)

    def _on(self, day: date, module: ModuleOutline, source: str, reason: str) -> Assignment:
        """On a chosen day, or after the pause that it falls in, with a week's time."""
        opens_on = day if reason == "optional" else self.calendar.after(day, 0)
        ends_on = self.calendar.after(opens_on, WEEK) - DAY
        return self._made(module, self.calendar.week_on(opens_on), opens_on, ends_on, source, reason)

    def _made(
        self, module: ModuleOutline, own_week: int, opens_on: date, ends_on: date, source: str, reason: str
    ) -> Assignment:
        key, due_on = module.key, ends_on
        opened = self.person.opened.get(key, opens_on)
        if opened < opens_on:
            reason = "opened-early" if opens_on > self.today else reason
            opens_on = opened
        if module.code in self.due_days:
            deadline = self.calendar.weeks[0] + self.due_days[module.code] * DAY
            due_on = min(ends_on, max(opens_on, deadline))
        held = opens_on > self.today and self.calendar.is_held(opens_on)
        skipped = bool(self.person.skipped) and key in self.person.skipped
        return Assignment(key, own_week, module.week, opens_on, due_on, source, reason, skipped, ends_on, held)
