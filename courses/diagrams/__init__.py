"""Diagrams drawn from a few fields. Each kind has a pure function that draws its items, and one that says them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from courses.diagrams import chain, circles, cycle, ladder, thermometer, timeline, two_columns, wave, words
from courses.diagrams.shapes import Drawing

Items = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`holds_texts`: the drawing shows the items' texts, too, so the list under it may start folded.

    `numbered`: it numbers them from 1, so the list should, too. `draw_close`: with less air between its parts, for
    paper, where nothing is tapped; None where there is none to save.
    """

    draw: Callable[[Items], Drawing]
    words: Callable[[Items], str]
    holds_texts: bool
    numbered: bool = False
    draw_close: Callable[[Items], Drawing] | None = None

    def drawn(self, items: Items, *, on_paper: bool = False) -> Drawing:
        return self.draw_close(items) if on_paper and self.draw_close else self.draw(items)


CLOSE = 0.5  # of the air on a screen


KINDS: Final[dict[str, Kind]] = {
    "chain": Kind(chain.draw, words.chain, True, True, partial(chain.draw, air=CLOSE)),
    "cycle": Kind(cycle.draw, words.cycle, False, True),
    "wave": Kind(wave.draw, words.wave, False, True),
    "ladder": Kind(ladder.draw, words.ladder, True, True, partial(ladder.draw, air=CLOSE)),
    "thermometer": Kind(thermometer.draw, words.thermometer, True, draw_close=partial(thermometer.draw, air=CLOSE)),
    "circles": Kind(circles.draw, words.circles, False),
    "timeline": Kind(timeline.draw, words.timeline, True, draw_close=partial(timeline.draw, air=CLOSE)),
    "two_columns": Kind(two_columns.draw, words.two_columns, True, draw_close=partial(two_columns.draw, air=CLOSE)),
}
