"""What may be said of how many: a count of fewer than 5 people is never told, nor anything that gives it away. Pure.

Everything told of a count is a range. Whoever knows these rules and all that is told of a table can still not tell the
numbers 0 to 4 apart in any cell that is hidden: `tests/learners/insights/test_small_numbers.py` tries it with every
small table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5
HIDDEN_AT_MOST = FEWEST - 1


@dataclass(frozen=True, slots=True)
class Told:
    """From `low` to `high` people of `out_of`."""

    low: int
    high: int
    out_of: int

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_few(self) -> bool:
        """Hidden: fewer than 5."""
        return self.high < FEWEST

    @property
    def percents(self) -> tuple[int, int]:
        """Rounded to the side of caution: down and up, the same number where it is exact."""
        if self.is_exact:
            return (exact := round(100 * self.low / self.out_of)), exact
        return 100 * self.low // self.out_of, -(-100 * self.high // self.out_of)


def told(counts: Sequence[int]) -> tuple[Told, ...] | None:
    """What may be told of people who each stand in exactly one of these cells; None: nothing but their number.

    Where the hidden cells could be reckoned from the rest of the people, the first cell that is not hidden becomes a
    range. Which one that is must not depend on the counts, so the order of the cells decides: the right answer first.
    """
    few = [count for count in counts if count < FEWEST]
    doubt = _doubt(len(few), sum(few))
    partner = next((place for place, count in enumerate(counts) if count >= FEWEST), None)
    if doubt is None or partner is None:
        return None
    together = counts[partner] + sum(few)
    if doubt and together < FEWEST + HIDDEN_AT_MOST:
        return None
    return tuple(_cell(count, doubt * (place == partner), together, sum(counts)) for place, count in enumerate(counts))


def _doubt(cells: int, hidden: int) -> int | None:
    """How wide a range must be so that each of the hidden cells may still hold 0 to 4 people; None where none helps."""
    if cells <= 2:
        return HIDDEN_AT_MOST * cells
    if hidden <= HIDDEN_AT_MOST:
        return HIDDEN_AT_MOST
    return 0 if hidden <= HIDDEN_AT_MOST * (cells - 1) else None


def _cell(count: int, doubt: int, together: int, people: int) -> Told:
    if count < FEWEST:
        return Told(0, HIDDEN_AT_MOST, people)
    return Told(max(FEWEST, together - doubt), together, people) if doubt else Told(count, count, people)


def gives_nothing_away(not_right: Told, parts_not_right: Sequence[Told], fewest_wrong_parts: int = 1) -> bool:
    """Whether the parts of an answer may be told beside how many had all of it right.

    Who had not all of it right has at least `fewest_wrong_parts` parts not right: where the other parts do not make up
    for that, a hidden part could be reckoned from them.
    """
    room = sum(part.high for part in parts_not_right)
    if fewest_wrong_parts * not_right.high > room:
        return False
    hidden = [part for part in parts_not_right if part.is_few]
    return all(fewest_wrong_parts * not_right.low <= room - part.high for part in hidden)
