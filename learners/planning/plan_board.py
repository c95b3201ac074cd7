"""The own weeks of a plan while it is being made: what stands in each, and which have room under the caps. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.map import ModuleOutline

STARTER, SAFETY, REQUIRED, ELECTIVE, FINISH = "starter", "safety", "required", "elective", "finish"
_RANK = {STARTER: 0, SAFETY: 1, REQUIRED: 2, ELECTIVE: 2, FINISH: 3}


@dataclass(frozen=True, slots=True)
class Placed:
    """A module in an own week. `home` is the own week from which it was moved, if it was; `place` orders equals."""

    module: ModuleOutline
    own_week: int
    source: str
    reason: str
    home: int
    place: int


class Board:
    """Own weeks 1 to `weeks`. Weeks may be overfilled with `put`; the finders look for room only."""

    def __init__(self, weeks: int, cap: int, first_cap: int) -> None:
        self.rows: dict[int, list[Placed]] = {week: [] for week in range(1, weeks + 1)}
        self._caps = {week: first_cap if week == 1 else cap for week in self.rows}

    def put(self, row: Placed) -> None:
        self.rows[row.own_week].append(row)

    def take(self, row: Placed) -> None:
        self.rows[row.own_week].remove(row)

    def has_room(self, week: int) -> bool:
        return len(self.rows[week]) < self._caps[week]

    def with_room(self, weeks: Iterable[int]) -> int | None:
        """The first of `weeks` that has room."""
        return next((week for week in weeks if self.has_room(week)), None)

    def nearest(self, home: int) -> int:
        """The next week with room from `home` on, else the nearest one before it, else the emptiest from `home` on."""
        last = len(self.rows)
        week = self.with_room(range(home, last + 1)) or self.with_room(range(home - 1, 0, -1))
        return week or min(range(home, last + 1), key=lambda week: len(self.rows[week]))

    def later_than(self, week: int) -> list[Placed]:
        return [row for later in range(week + 1, len(self.rows) + 1) for row in self.rows[later]]

    def yielding(self, week: int) -> Placed | None:
        """The row of a week that can best wait: an elective, else the last of the required ones."""
        patient = (row for row in self.rows[week] if row.source in (ELECTIVE, REQUIRED))
        return max(patient, key=lambda row: (row.source == ELECTIVE, row.place), default=None)

    def in_order(self) -> tuple[Placed, ...]:
        """As the person meets them: in a week first packs and safety, then what has its home earlier."""
        rows = (row for week in self.rows.values() for row in week)
        return tuple(sorted(rows, key=lambda row: (row.own_week, _RANK[row.source], row.home, row.place)))
