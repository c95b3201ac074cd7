"""Texts that a starting point left for the author. Publishing refuses a module while there is one."""

from collections.abc import Iterator
from typing import Any, Final

from courses.checks.subject import Finding, Loc, Subject, error
from courses.files.references import card_part

MARK: Final = "[to write]"
MESSAGE: Final = f"This is still to be written. Put your own words in place of “{MARK} …”."


def texts(subject: Subject) -> Iterator[Finding]:
    for part, data in _parts(subject):
        for loc in _unwritten(data):
            yield error("unfinished", part, loc, MESSAGE)


def _parts(subject: Subject) -> Iterator[tuple[str, Any]]:
    yield "module", subject.settings
    for number, card in enumerate(subject.data.get("cards") or []):
        yield card_part(number), card
    for name in ("quiz", "worksheet", "guide"):
        yield name, subject.data.get(name)


def _unwritten(node: Any, at: Loc = ()) -> Iterator[Loc]:
    if isinstance(node, str):
        if MARK in node.lower() or MARK in node.lower().replace("\\", ""):
            yield at
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _unwritten(value, (*at, name))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _unwritten(value, (*at, place))


CHECKS = (texts,)
