"""Two wordings of a legal text beside each other, and one with the words of an invented person in it. Pure."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _

WORDS = re.compile(r"\S+\s*|\s+")  # with the space behind, so that a phrase stays together
SAME, OUT, IN = "same", "out", "in"
TITLE, HEADING, TEXT = "title", "heading", "text"


class Piece(NamedTuple):
    """`kind` is SAME, OUT (in the old one only) or IN (in the new one only)."""

    kind: str
    text: str


def compared(old: str, new: str) -> list[Piece]:
    """Word by word, in the order in which it is read."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        pieces += [Piece(OUT, "".join(before[a:b]))] if b > a else []
        pieces += [Piece(IN, "".join(after[c:d]))] if d > c else []
    return pieces


class Block(NamedTuple):
    """`kind` is TITLE, HEADING or TEXT."""

    kind: str
    text: str


def blocks(body: str) -> list[Block]:
    """A wording as it is laid out: paragraphs, and lines that begin with # or ##."""
    return [_block(one.strip()) for one in re.split(r"\n\s*\n", body) if one.strip()]


def _block(text: str) -> Block:
    for mark, kind in (("## ", HEADING), ("# ", TITLE)):
        if text.startswith(mark):
            return Block(kind, text.removeprefix(mark))
    return Block(TEXT, text)


def example() -> dict[str, str]:
    """What stands in the places of a preview."""
    return {
        "patient": _("Ana Example"),
        "program": _("the day program"),
        "information": _("which week of the program I am in"),
        "recipient": _("Fay Example"),
        "purpose": _("because I ask for it"),
        "revoking": _("on the page “Family”, or in writing to the program"),
        "expiry": _("with the end of my program"),
        "signature": _("Ana Example"),
        "date": _("January 2, 2027"),
    }
