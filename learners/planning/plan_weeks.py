"""Which module comes in which of a person's own weeks, by the sequencing rules of the program. Pure; knows no dates.

Order of precedence: no module is lost; the starter pack is first; safety comes as early as the caps allow, another
module of that week making room; caps hold as long as the program fits under them; all else stays in its own week.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from courses.map import ModuleOutline, Outline
from courses.vocabulary import FAMILY
from learners.planning.plan_board import ELECTIVE, FINISH, REQUIRED, SAFETY, STARTER, Board, Placed


def place_modules(
    outline: Outline, audience: str, pathway: str | None, conditions: frozenset[str], spoke: int | None
) -> tuple[Placed, ...]:
    """Every module of the plan once, in the order in which the person meets them. `spoke` is None without a wheel.

    Kept for each outline and kind of person, so that a page pays for the dates only.
    """
    return _kept(Same(outline), audience, pathway, conditions, spoke)


class Same:
    """An outline as a key of a cache: by identity, because an outline is never changed, only replaced."""

    __slots__ = ("outline",)

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def __hash__(self) -> int:
        return id(self.outline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.outline is self.outline


@lru_cache(maxsize=512)
def _kept(
    same: Same, audience: str, pathway: str | None, conditions: frozenset[str], spoke: int | None
) -> tuple[Placed, ...]:
    outline = same.outline
    mine = [m for m in outline.by_key.values() if m.audience == audience and _is_mine(m, audience, pathway, conditions)]
    return _Placing(outline, sorted(mine, key=lambda module: (module.week, module.slot)), spoke).board.in_order()


def _is_mine(module: ModuleOutline, audience: str, pathway: str | None, conditions: frozenset[str]) -> bool:
    if audience == FAMILY:
        return module.elective_for is None
    return pathway in module.required_for or module.elective_for in conditions


class _Placing:
    """The rules, one after the other, on one board. Wants the person's modules in the order of the program."""

    def __init__(self, outline: Outline, mine: Sequence[ModuleOutline], spoke: int | None) -> None:
        self.rules, self.weeks = outline.rules, len(outline.weeks)
        by_code = {module.code: module for module in mine}
        self.starter = [by_code.pop(code) for code in self.rules.starter_pack if code in by_code]
        self.finish = [by_code.pop(code) for code in self.rules.finish_pack if code in by_code]
        rest = list(by_code.values())
        self.homes = self._homes([week.number for week in outline.weeks], {module.week for module in rest}, spoke)
        pulled = [module for module in rest if self.homes[module.week] > self._limit(module)]
        self.board = Board(self.weeks, self.rules.max_per_week, self._first_cap(pulled))
        self._put_packs()
        waiting = self._put_at_home([module for module in rest if module not in pulled])
        freed = self._pull_forward(pulled, waiting)
        self._make_room(waiting)
        self._use_freed(freed)

    def _homes(self, numbers: Sequence[int], busy: set[int], spoke: int | None) -> dict[int, int]:
        """The own week of each program week. On a wheel it is the week in which the group has it.

        The packs fill a newcomer's first and last week. What the group has in those weeks comes when the group is at
        the packs' own weeks, which would be empty.
        """
        start = numbers.index(spoke) if spoke in numbers else 0
        homes = {number: own for own, number in enumerate([*numbers[start:], *numbers[:start]], 1)}
        full = self.rules.max_per_week
        taken = {1: len(self.starter) >= full, self.weeks: len(self.finish) >= full}
        if spoke is not None:
            displaced = [number for number in numbers if number in busy and taken.get(homes[number])]
            emptied = {module.week for module in [*self.starter, *self.finish]} - busy
            free = sorted(homes[number] for number in emptied if not taken.get(homes[number]))
            homes.update(zip(displaced, free, strict=False))
        return homes

    def _limit(self, module: ModuleOutline) -> int:
        """The latest own week in which it may open."""
        return self.rules.pull_forward.get(module.elective_for or "", self.weeks)

    def _source(self, module: ModuleOutline) -> str:
        if module.elective_for is None:
            return REQUIRED
        return SAFETY if module.elective_for in self.rules.pull_forward else ELECTIVE

    def _order(self, module: ModuleOutline) -> int:
        order = self.rules.elective_order
        return order.index(module.elective_for) if module.elective_for in order else len(order)

    def _first_cap(self, pulled: Sequence[ModuleOutline]) -> int:
        wants_first = any(self._limit(module) == 1 for module in pulled)
        return max(self.rules.max_per_week, self.rules.max_first_week if wants_first else 0)

    def _put_packs(self) -> None:
        for place, module in enumerate(self.starter):
            week = self.board.nearest(1)
            self.board.put(Placed(module, week, STARTER, "starter-pack", week, place))
        last_weeks = range(self.weeks, max(0, self.weeks - self.rules.finish_weeks), -1)
        for place, module in reversed(list(enumerate(self.finish))):
            week = self.board.with_room(last_weeks) or self.weeks
            self.board.put(Placed(module, week, FINISH, "finish-pack", week, place))

    def _put_at_home(self, modules: Sequence[ModuleOutline]) -> list[Placed]:
        """Required ones first. What does not fit comes back."""
        waiting = []
        for module in sorted(modules, key=lambda module: module.elective_for is not None):
            home = self.homes[module.week]
            row = Placed(module, home, self._source(module), "your-week", home, module.slot)
            if self.board.has_room(home):
                self.board.put(row)
            else:
                waiting.append(row)
        return waiting

    def _pull_forward(self, pulled: Sequence[ModuleOutline], waiting: list[Placed]) -> list[int]:
        """Safety first. What made room for it is added to `waiting`; the own weeks that became free come back."""
        for module in sorted(pulled, key=lambda module: (self._limit(module), self._order(module))):
            week = self._safety_week(self._limit(module))
            if not self.board.has_room(week) and (yielding := self.board.yielding(week)):
                self.board.take(yielding)
                waiting.append(yielding)
            self.board.put(Placed(module, week, SAFETY, "safety-first", week, self._order(module)))
        return sorted(self.homes[module.week] for module in pulled)

    def _safety_week(self, limit: int) -> int:
        """The first week with room up to the limit, else one up to it that can make room, else the soonest after it."""
        early, late = range(1, limit + 1), range(limit + 1, self.weeks + 1)
        with_room = self.board.with_room(early)
        making_room = (week for week in reversed(early) if self.board.yielding(week))
        after = (week for week in late if self.board.has_room(week) or self.board.yielding(week))
        return with_room or next(making_room, None) or next(after, None) or self.weeks

    def _make_room(self, waiting: Sequence[Placed]) -> None:
        for row in sorted(waiting, key=lambda row: (row.home, row.place)):
            self.board.put(replace(row, own_week=self.board.nearest(row.home), reason="made-room"))

    def _use_freed(self, freed: Sequence[int]) -> None:
        """Of the electives that come later, the first in the order of the rules moves up to a free week."""
        for week in freed:
            later = [row for row in self.board.later_than(week) if row.source == ELECTIVE]
            if later and self.board.has_room(week):
                row = min(later, key=lambda row: self._order(row.module))
                self.board.take(row)
                self.board.put(replace(row, own_week=week, reason="free-slot"))
