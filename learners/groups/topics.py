"""What a group could work on today: a suggestion that staff may swap. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from courses.map import ModuleOutline, Outline
from courses.vocabulary import FAMILY, PARTICIPANT
from learners.groups.meetings import Meeting
from learners.models import Cohort, GroupSession, Mode
from learners.people import enrolments
from learners.planning.assigned import PersonPlan

WAITING = ("open", "under-way", "make-up")
LATELY = timedelta(weeks=2)  # what was a topic within this time is not suggested again


def suggested(
    cohort: Cohort, program: Outline, day: date, around: Sequence[Meeting], plans: Sequence[PersonPlan]
) -> ModuleOutline | None:
    """The wheel's turn; else what most people have waiting; for a group of families what comes next for it.

    `around` are the meetings of the weeks near `day`, `plans` those of the participants.
    """
    held = [one for one in around if one.day < day and one.state == GroupSession.State.HELD and one.session]
    had = {one.session.module_key: one.day for one in held if one.session and one.session.module_key}
    if not plans:
        return next((one for one in for_families(program) if one.key not in had), None)
    if cohort.mode == Mode.WHEEL and cohort.wheel_starts_on:
        return for_wheel(
            program, enrolments.wheel_week(cohort, day, len(program.weeks)), _turns(cohort, day, around), day
        )
    ranked = for_own_clocks(program, plans, {key for key, when in had.items() if when >= day - LATELY})
    return ranked[0][0] if ranked else None


def for_wheel(program: Outline, week: int, days: Sequence[date], today: date) -> ModuleOutline | None:
    """The modules of the wheel's week in turn, one for each of the week's meeting `days`."""
    modules = [one for one in shared(program) if one.week == week]
    place = sorted(days).index(today) if today in days else 0
    return modules[place % len(modules)] if modules else None


def for_own_clocks(
    program: Outline, plans: Iterable[PersonPlan], lately: Collection[UUID] = ()
) -> list[tuple[ModuleOutline, int]]:
    """Modules with how many people have them waiting, most first; what was a topic `lately` comes last."""
    waiting: Counter[UUID] = Counter()
    for plan in plans:
        week = {row.module.key for row in plan.this_week}
        waiting.update(row.module.key for row in plan.wanted if row.standing in WAITING and row.module.key in week)
    ranked = [(one, waiting[one.key]) for one in shared(program)]
    return sorted(ranked, key=lambda pair: (pair[0].key in lately, -pair[1]))


def _turns(cohort: Cohort, day: date, around: Sequence[Meeting]) -> list[date]:
    """The meetings of the wheel's week, which begins on the weekday on which its first week began."""
    start = cohort.wheel_starts_on or day
    return [one.day for one in around if one.takes_place and (one.day - start).days // 7 == (day - start).days // 7]


def for_families(program: Outline) -> list[ModuleOutline]:
    modules = (one for one in program.by_key.values() if one.audience == FAMILY and not one.elective_for)
    return sorted(modules, key=lambda one: (one.week, one.slot))


def shared(program: Outline) -> list[ModuleOutline]:
    """What a whole group can work on: no elective, which would tell what somebody is here for."""
    modules = program.by_key.values()
    return sorted(
        (one for one in modules if one.audience == PARTICIPANT and not one.elective_for),
        key=lambda one: (one.week, one.slot),
    )
