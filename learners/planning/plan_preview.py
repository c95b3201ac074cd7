"""What a plan would look like, before anything is stored: weeks with their days and modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from courses import outline
from learners.models import Enrolment, ModuleProgress
from learners.planning import assigned
from learners.planning.assigned import Row


@dataclass(frozen=True, slots=True)
class PreviewWeek:
    """`opens_on` is the earliest day of its modules."""

    number: int
    opens_on: date
    rows: tuple[Row, ...]
    is_now: bool


def weeks(
    enrolment: Enrolment, *, now: datetime, rows: dict[UUID, ModuleProgress] | None = None
) -> Sequence[PreviewWeek]:
    """Of an enrolment that need not be stored. One query, two more where staff changed the plan."""
    program = outline.get(enrolment.cohort.program.curriculum_key)
    plan = assigned.assemble(enrolment, program, rows or {}, assigned.today(enrolment, now))
    grouped = groupby(plan.shown, key=lambda row: row.assignment.own_week)
    return [_week(number, tuple(found), plan.week) for number, found in grouped]


def _week(number: int, rows: tuple[Row, ...], current: int) -> PreviewWeek:
    return PreviewWeek(number, min(row.assignment.opens_on for row in rows), rows, number == current)
