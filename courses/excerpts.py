"""A few words around what was looked for, with the found words apart from the others. Pure; knows no HTML."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 180  # characters
BEFORE = 50  # characters shown before the first found word
SPACE_NEAR = 20  # characters within which a cut finds the next space


class Piece(NamedTuple):
    text: str
    found: bool = False


def excerpt(passage: str, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """The words of the passage around the first that the pattern finds; its start where there is none."""
    return tuple(_pieces(_cut(passage, pattern), pattern))


def _cut(passage: str, pattern: re.Pattern[str]) -> str:
    """At most LONGEST characters, whole words, the first found one near the start; … where something is left out."""
    if len(passage) <= LONGEST:
        return passage
    match = pattern.search(passage)
    start = max(0, match.start() - BEFORE) if match else 0
    start = _space(passage, start, match.start()) if start and match else 0
    end = start + LONGEST
    if end >= len(passage):
        return f"… {passage[start:].strip()}"
    last = passage.rfind(" ", max(end - SPACE_NEAR, match.end() if match else 0), end)
    shown = passage[start : last if last > start else end].strip(" ,;:–-")
    return f"{'… ' if start else ''}{shown} …"


def _space(passage: str, start: int, limit: int) -> int:
    """After the next space from `start` on, but not after `limit`."""
    space = passage.find(" ", start, limit)
    return space + 1 if space >= 0 else start


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    last = 0
    for match in pattern.finditer(text):
        if match.start() > last:
            yield Piece(text[last : match.start()])
        yield Piece(match[0], found=True)
        last = match.end()
    if text[last:]:
        yield Piece(text[last:])
