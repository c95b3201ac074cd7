"""How a group answered a question, without anybody in it: numbers, bars and the right answer. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.quiz import QUESTION_KINDS, Answer

WIDTH, LINE, BAR, LEFT, RIGHT = 480, 44, 28, 36, 64  # of the drawing


@dataclass(frozen=True, slots=True)
class Bar:
    letter: str
    text: str
    number: int
    right: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Spread:
    bars: tuple[Bar, ...]
    out_of: int
    all_right: int  # answers that are right as a whole

    @property
    def words(self) -> str:
        said = ", ".join(f"{bar.letter} {bar.number}" for bar in self.bars)
        return _("Of %(out_of)s answers: %(said)s.") % {"out_of": self.out_of, "said": said}


def lettered(question: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(letter, id, text) of each option, as on the wall, on the phone and on paper."""
    laid_out = QUESTION_KINDS[question["kind"]].laid_out(question, "")
    return [(letter, choice.id, choice.text) for letter, choice in zip(ascii_uppercase, laid_out, strict=False)]


def of(question: Mapping[str, Any], answers: Sequence[Answer]) -> Spread:
    kind = QUESTION_KINDS[question["kind"]]
    marked = [kind.mark(question, answer) for answer in answers]
    chosen = [part.id for one in marked for part in one.parts if part.chosen]
    known = {part.id: part for part in kind.mark(question, None).parts}
    bars = (
        Bar(letter, text, chosen.count(option), known[option].right, known[option].explanation)
        for letter, option, text in lettered(question)
    )
    return Spread(tuple(bars), len(answers), sum(one.correct for one in marked))


def drawing(spread: Spread) -> SafeString:
    """Bars with their letters and numbers; the right ones have a tick. The same stands beside it as a table."""
    return format_html(
        '<svg class="drawing spread" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        LINE * len(spread.bars),
        spread.words,
        format_html_join("", "{}", ((_line(spread, bar, place),) for place, bar in enumerate(spread.bars))),
    )


def _line(spread: Spread, bar: Bar, place: int) -> SafeString:
    top = place * LINE + (LINE - BAR) // 2
    full = WIDTH - LEFT - RIGHT
    return format_html(
        '<text x="0" y="{base}" font-size="22">{letter}</text>'
        '<rect class="dg-card" x="{left}" y="{top}" width="{full}" height="{bar}" rx="4"/>'
        '<rect class="{look}" x="{left}" y="{top}" width="{width}" height="{bar}" rx="4"/>'
        '<text x="{end}" y="{base}" font-size="22">{number}{tick}</text>',
        base=top + 22,
        letter=bar.letter,
        left=LEFT,
        top=top,
        full=full,
        bar=BAR,
        look="dg-dot" if bar.right else "dg-warm",
        width=round(full * bar.number / spread.out_of) if spread.out_of else 0,
        end=WIDTH - RIGHT + 10,
        number=bar.number,
        tick=" ✓" if bar.right else "",
    )
