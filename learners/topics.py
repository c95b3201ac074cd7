"""What a group could work on today: a suggestion that staff may swap. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from courses.map import ModuleOutline, Outline
from courses.vocabulary import PARTICIPANT
from learners.assigned import PersonPlan

WAITING = ("open", "under-way", "make-up")


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


def shared(program: Outline) -> list[ModuleOutline]:
    """What a whole group can work on: no elective, which would tell what somebody is here for."""
    modules = program.by_key.values()
    return sorted(
        (one for one in modules if one.audience == PARTICIPANT and not one.elective_for),
        key=lambda one: (one.week, one.slot),
    )
