"""What of a module can be found by its words: what everybody who takes it reads, and nothing else. Pure.

Left out are stories that only one pathway is told, which would tell the pathway, and all that is not on cards: quiz,
worksheet, facilitator guide.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from courses.files.to_streams import FORMATTED, Raw
from courses.vocabulary import EVERYONE

NAMES = {"kind", "pathway", "show"}  # values that are not words
END = re.compile(r"</(?:p|li)>|<br\s*/?>")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Text:
    """`about` says what it is for: summary, skill, objectives. `cards` are passages in the order of reading."""

    title: str
    about: tuple[str, ...]
    cards: tuple[str, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """All but the title."""
        return (*self.cards, *self.about)


def of(page: Any) -> Text:
    """Of a module page, or of anything with its fields. No query."""
    objectives = (str(child["value"] or "") for child in page.objectives.raw_data)
    about = (page.summary, page.skill, *objectives)
    return Text(page.title, tuple(filter(None, about)), tuple(_of_cards(page.cards.raw_data)))


def _of_cards(cards: Iterable[Raw]) -> Iterator[str]:
    for card in cards:
        value = card["value"]
        yield from _plain(value.get("title"))
        for block in value.get("content") or ():
            yield from _of_block(block["type"].replace("_", "-"), block["value"])


def _of_block(kind: str, value: Any) -> Iterator[str]:
    fields = value if isinstance(value, dict) else {"text": value}
    if fields.get("pathway", EVERYONE) != EVERYONE:
        return
    for name, part in fields.items():
        if name == FORMATTED.get(kind):
            yield from _formatted(part)
        elif name not in NAMES:
            yield from _plain(part)


def _plain(value: Any) -> Iterator[str]:
    """Every text in a value. A list in a block is of `{"type": "item", "value": …, "id": …}`."""
    if isinstance(value, str):
        if words := " ".join(value.split()):
            yield words
    elif isinstance(value, list):
        for item in value:
            yield from _plain(item["value"] if isinstance(item, dict) and "value" in item else item)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NAMES:
                yield from _plain(part)


def _formatted(html: Any) -> Iterator[str]:
    """The words of rich text, a passage for each paragraph and list item."""
    for part in END.split(html or ""):
        yield from _plain(unescape(TAG.sub("", part)))
