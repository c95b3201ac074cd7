"""What a change by staff does to a plan: the plan as it would be, and how it differs. Pure; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from courses.map import ModuleOutline
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan import Added, Pause, PlanInput, plan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """A module that opens, is due or stands otherwise than before; None where the plan does not hold it."""

    module: ModuleOutline
    before: Row | None
    after: Row | None


def differences(before: PersonPlan, after: PersonPlan) -> tuple[Difference, ...]:
    """In the order of the plan as it would be, then what it would no longer hold."""
    keys = dict.fromkeys([row.module.key for row in (*after.rows, *before.rows)])
    both = [(before.by_key.get(key), after.by_key.get(key)) for key in keys]
    return tuple(
        Difference(some.module, old, new) for old, new in both if (some := new or old) and _facts(old) != _facts(new)
    )


def _facts(row: Row | None) -> tuple[object, ...]:
    if row is None:
        return ()
    one = row.assignment
    return row.standing, one.opens_on, one.due_on, one.on_hold, one.reason == "optional"


# --- what a plan is made from, changed ------------------------------------------------------------------------------


def with_pause(person: PlanInput, pause: Pause) -> PlanInput:
    return replace(person, pauses=(*person.pauses, pause))


def without_pause(person: PlanInput, first: date, until: date | None) -> PlanInput:
    return replace(person, pauses=tuple(one for one in person.pauses if (one.first, one.until) != (first, until)))


def resumed(person: PlanInput, on: date) -> PlanInput:
    """The open pause ends; the others stay."""
    pauses = (replace(one, until=max(on, one.first)) if one.until is None else one for one in person.pauses)
    return replace(person, pauses=tuple(pauses))


def with_added(person: PlanInput, key: UUID, opens_on: date) -> PlanInput:
    person = without_change(person, key)
    return replace(person, added=(*person.added, Added(key, opens_on)))


def with_skipped(person: PlanInput, key: UUID) -> PlanInput:
    person = without_change(person, key)
    return replace(person, skipped=person.skipped | {key})


def with_moved(person: PlanInput, key: UUID, opens_on: date) -> PlanInput:
    person = without_change(person, key)
    return replace(person, moved={**person.moved, key: opens_on})


def without_change(person: PlanInput, key: UUID) -> PlanInput:
    """As if staff had done nothing about this module: one change stands at a time."""
    return replace(
        person,
        added=tuple(one for one in person.added if one.module_key != key),
        skipped=person.skipped - {key},
        moved=_without(person.moved, key),
    )


def _without(some: Mapping[UUID, T], key: UUID) -> dict[UUID, T]:
    return {one: value for one, value in some.items() if one != key}


# --- may it be taken back? ------------------------------------------------------------------------------------------


def opened_because(mine: PersonPlan, without: PlanInput, since: datetime) -> list[Row]:
    """What the person opened after `since` and could not have opened on that day `without` the change."""
    own = {one.module_key: one for one in plan(mine.outline, replace(without, opened={}), mine.today)}
    found = []
    for row in mine.rows:
        if row.progress is None or row.progress.opened_at <= since:
            continue
        other = own.get(row.module.key)
        if other is None or other.skipped or other.opens_on > mine.person.opened[row.module.key]:
            found.append(row)
    return found
