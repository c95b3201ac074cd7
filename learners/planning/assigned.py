"""A person's plan as it stands now: assignments with their module and progress. What every learner page asks first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import cached_property

from courses import outline
from courses.map import ModuleOutline, Outline, WeekOutline
from learners.learning import completion, progress
from learners.learning.completion import Parts
from learners.models import Enrolment, ModuleProgress
from learners.people import enrolments
from learners.planning.plan import Assignment, PlanInput, plan, standing, week_of
from learners.planning.plan_weeks import Same


@dataclass(frozen=True)
class Work:
    """A module and what one person did in it."""

    module: ModuleOutline
    progress: ModuleProgress | None

    @cached_property
    def parts(self) -> Parts:
        return completion.parts(self.module, self.progress)

    @property
    def is_complete(self) -> bool:
        return completion.is_complete(self.module, self.progress)

    @cached_property
    def card_place(self) -> int:
        """The card to go on with, from 1; 0 before the first."""
        if self.progress is None:
            return 0
        return next((place for place, card in enumerate(self.module.cards, 1) if card.id == self.progress.last_card), 0)

    @property
    def minutes_left(self) -> int:
        """About how long what is left takes: cards half of the module's minutes, worksheet a fifth, check-in the rest;
        at least 2.
        """
        cards = len(self.module.cards)
        share = 0.5 * (1 - (self.card_place / cards if cards else 1)) if not self.parts.cards else 0.0
        share += 0.2 if self.parts.worksheet is False else 0.0
        share += 0.3 if self.parts.check_in is False else 0.0
        return max(2, round(self.module.minutes * share))


@dataclass(frozen=True)
class Row(Work):
    """One assignment of a plan. `standing` is done, under-way, open, make-up, upcoming or skipped."""

    assignment: Assignment
    standing: str

    @property
    def can_open(self) -> bool:
        return self.standing not in ("upcoming", "skipped") or self.progress is not None


@dataclass(frozen=True)
class PersonPlan:
    enrolment: Enrolment
    outline: Outline
    person: PlanInput
    rows: tuple[Row, ...]
    today: date

    @cached_property
    def by_key(self) -> dict[UUID, Row]:
        return {row.module.key: row for row in self.rows}

    @cached_property
    def week(self) -> int:
        """The person's own week, 1 to the last."""
        return week_of(self.person, self.today, len(self.outline.weeks))

    @cached_property
    def paused(self) -> bool:
        """The person is away. More time for the plan is no pause."""
        return any(pause.covers(self.today) and not pause.more_time for pause in self.person.pauses)

    @cached_property
    def shown(self) -> tuple[Row, ...]:
        """All but what staff took out."""
        return tuple(row for row in self.rows if row.standing != "skipped")

    @cached_property
    def wanted(self) -> tuple[Row, ...]:
        """The denominator: what the plan asks for, without what was opened once and is no longer asked for."""
        return tuple(row for row in self.shown if row.assignment.reason != "optional")

    @cached_property
    def this_week(self) -> tuple[Row, ...]:
        """What belongs to now: the own week, and what is under way or newly open ahead of it."""
        return tuple(row for row in self.shown if row.assignment.own_week == self.week or _open_early(row, self.week))

    @cached_property
    def theme(self) -> WeekOutline | None:
        """The week of the program that this week is about; on a wheel its number is not that of the own week."""
        number = self.this_week[0].assignment.program_week if self.this_week else self.week
        return self.outline.theme_of.get(number)

    @cached_property
    def done(self) -> int:
        return sum(row.standing == "done" for row in self.wanted)

    @cached_property
    def next(self) -> Row | None:
        """What to do now: what is due soonest of what is open, under way before new."""
        open_rows = [row for row in self.wanted if row.standing in ("open", "under-way", "make-up")]
        order = {"under-way": 0, "open": 1, "make-up": 2}
        return min(open_rows, key=lambda row: (_urgency(row), order[row.standing], row.assignment.due_on), default=None)


def _open_early(row: Row, week: int) -> bool:
    return row.assignment.own_week > week and row.standing in ("open", "under-way")


def _urgency(row: Row) -> int:
    """The starter pack comes before everything else."""
    return 0 if row.assignment.source == "starter" else 1


def for_enrolment(enrolment: Enrolment, *, now: datetime) -> PersonPlan:
    """Two queries (progress, and the outline's version), four where staff changed the plan; whatever the size."""
    program = outline.get(enrolment.cohort.program.curriculum_key)
    rows = progress.rows_of(enrolment)
    return assemble(enrolment, program, rows, today(enrolment, now))


def in_full(enrolment: Enrolment, *, now: datetime) -> PersonPlan:
    """As `for_enrolment`, with every column of the progress: for pages of staff, which read more than a plan shows."""
    program = outline.get(enrolment.cohort.program.curriculum_key)
    rows = progress.rows_of_many([enrolment.pk]).get(enrolment.pk, {})
    return assemble(enrolment, program, rows, today(enrolment, now))


def for_many(people: Sequence[Enrolment], *, now: datetime) -> list[PersonPlan]:
    """In the order of `people`, fetched with cohort and program. Two queries for any number of people of one program,
    four where staff changed a plan.
    """
    enrolments.fetch_changes(people)
    rows = progress.rows_of_many([enrolment.pk for enrolment in people])
    keys = {enrolment.cohort.program.curriculum_key for enrolment in people}
    programs = {key: outline.get(key) for key in keys}
    return [
        assemble(one, programs[one.cohort.program.curriculum_key], rows.get(one.pk, {}), today(one, now))
        for one in people
    ]


def assemble(enrolment: Enrolment, program: Outline, rows: dict[UUID, ModuleProgress], day: date) -> PersonPlan:
    """Put plan and progress together. No query unless staff changed the plan."""
    zone = enrolment.cohort.zone
    opened = {key: row.opened_at.astimezone(zone).date() for key, row in rows.items()}
    person = enrolments.plan_input(enrolment, opened)
    return PersonPlan(enrolment, program, person, rows_of(program, person, rows, day), day)


def replanned(mine: PersonPlan, person: PlanInput, *, excused: Collection[UUID] = ()) -> PersonPlan:
    """The same plan, had staff changed what it is made from. No query."""
    rows = {row.module.key: row.progress for row in mine.rows if row.progress and row.module.key in person.opened}
    made = rows_of(mine.outline, person, rows, mine.today)
    made = tuple(replace(row, standing="done") if row.module.key in excused else row for row in made)
    return replace(mine, person=person, rows=made)


def rows_of(program: Outline, person: PlanInput, rows: Mapping[UUID, ModuleProgress], day: date) -> tuple[Row, ...]:
    """The plan, each assignment with its module and progress. `rows` are of the modules in `person.opened`."""
    made = _as_usual(program, person, rows, day)
    if made is None:
        made = [_row(program, one, day, rows.get(one.module_key)) for one in plan(program, person, day)]
    return tuple(made)


def _as_usual(program: Outline, person: PlanInput, rows: Mapping[UUID, ModuleProgress], day: date) -> list[Row] | None:
    """What `plan` says, from what is kept. None where only `plan` can say it: staff changed this plan, or the person
    opened a module early or one that the plan does not ask for.
    """
    if person.added or person.moved or person.skipped:
        return None
    usual = _usual(Same(program), _group(person), day)
    made = list(usual.rows)
    for key, row in rows.items():
        place = usual.places.get(key)
        if place is None or person.opened[key] < made[place].assignment.opens_on:
            return None
        made[place] = _row(program, made[place].assignment, day, row)
    return made


class _Usual(NamedTuple):
    rows: tuple[Row, ...]
    places: dict[UUID, int]


def _group(person: PlanInput) -> tuple[Any, ...]:
    """The first fields of a PlanInput, which people have in common: nothing that anybody did."""
    return (
        *(person.audience, person.pathway, person.conditions, person.mode),
        *(person.starts_on, person.joined_at_week, person.pauses, person.open_through_week),
    )


@lru_cache(maxsize=256)
def _usual(program: Same, group: tuple[Any, ...], day: date) -> _Usual:
    """The plan of all of a group before any of them opens anything: made once a day, it serves every page of theirs."""
    rows = tuple(_row(program.outline, one, day, None) for one in plan(program.outline, PlanInput(*group), day))
    return _Usual(rows, {row.module.key: place for place, row in enumerate(rows)})


def _row(program: Outline, assignment: Assignment, day: date, row: ModuleProgress | None) -> Row:
    done = row is not None and (row.completed_at is not None or row.excused_at is not None)
    return Row(program.by_key[assignment.module_key], row, assignment, standing(assignment, day, row is not None, done))


def today(enrolment: Enrolment, now: datetime) -> date:
    """The local day of the cohort; after discharge, the last day, so that nothing further opens."""
    day = enrolment.cohort.today(now)
    return min(day, enrolment.ended_on) if enrolment.ended_on else day
