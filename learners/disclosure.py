"""What may be said of how many: a count of fewer than 5 people is never told, nor anything that gives it away. Pure.

Everything told of a count is a range. Whoever knows these rules and all that is told of a table can still not tell the
numbers 0 to 4 apart in any cell that is hidden: `tests/learners/test_disclosure.py` tries it with every small table.
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

    Where a cell is hidden, the first cell that is not becomes a range: else the rest of the people would give it away.
    Which one that is must not depend on the counts, so the order of the cells decides: the right answer first.
    """
    people = sum(counts)
    few = [count for count in counts if count < FEWEST]
    if not few:
        return tuple(Told(count, count, people) for count in counts)
    partner = next((place for place, count in enumerate(counts) if count >= FEWEST), None)
    if partner is None or counts[partner] + sum(few) < FEWEST + HIDDEN_AT_MOST:
        return None
    together = counts[partner] + sum(few)
    blurred = Told(max(FEWEST, together - HIDDEN_AT_MOST * len(few)), together, people)
    return tuple(
        Told(0, HIDDEN_AT_MOST, people)
        if count < FEWEST
        else blurred
        if place == partner
        else Told(count, count, people)
        for place, count in enumerate(counts)
    )


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
