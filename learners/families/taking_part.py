"""Which week a person is in, and in which weeks the person took part, as family may know it.

Both are counted as if the person had no condition: by the weeks in which everybody of the pathway has the required
modules. So an elective, which may stand in any week and move others, changes no answer. Pure.
"""

from collections.abc import Sequence
from typing import NamedTuple

from courses.map import WeekOutline
from learners.planning.assigned import PersonPlan
from learners.planning.plan import WHEEL
from learners.planning.plan_board import Placed
from learners.planning.plan_weeks import place_modules


class Week(NamedTuple):
    """An own week of the person. `done`: all that it asks of everybody was done or excused."""

    number: int
    done: bool


def week_and_theme(mine: PersonPlan) -> tuple[int, WeekOutline | None]:
    """The own week, and the week of the program that it is about; on a wheel the two numbers differ."""
    first = next((row for row in _placed(mine) if row.own_week == mine.week), None)
    return mine.week, mine.outline.theme_of.get(first.module.week if first else mine.week)


def weeks_done(mine: PersonPlan) -> tuple[Week, ...]:
    """All weeks of the program, also those to come: how far the person is, is another scope.

    A week that asks nothing is as the week before it. What staff took out of the plan is not asked.
    """
    asked = [row for row in _placed(mine) if row.module.key not in mine.person.skipped]
    weeks: list[Week] = []
    for number in range(1, len(mine.outline.weeks) + 1):
        rows = [row for row in asked if row.own_week == number]
        before = weeks[-1].done if weeks else False
        weeks.append(Week(number, all(_is_done(row, mine) for row in rows) if rows else before))
    return tuple(weeks)


def _placed(mine: PersonPlan) -> Sequence[Placed]:
    """The required modules in their weeks, whatever electives the person has."""
    person = mine.person
    spoke = person.joined_at_week if person.mode == WHEEL else None
    return place_modules(mine.outline, person.audience, person.pathway, frozenset(), spoke)


def _is_done(row: Placed, mine: PersonPlan) -> bool:
    found = mine.by_key.get(row.module.key)
    return found is not None and found.standing == "done"
