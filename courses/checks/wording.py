"""Person-first words everywhere, the facilitator's guide included."""

from collections.abc import Iterator
from typing import Any

from courses import words
from courses.checks import prose
from courses.checks.subject import Finding, Loc, Subject, error

NOT_PROSE = {"id", "code", "key", "block", "type", "file", "captions", "sources", "license", "review", "misconception"}


def person_first(subject: Subject) -> Iterator[Finding]:
    for part, data in subject.data.items():
        for loc, value in _texts(data, ()):
            for found in words.find(prose.plain(value)):
                where, place = (f"card {loc[0]}", loc[1:]) if part == "cards" else (part, loc)
                message = f"Instead of “{found.word}” say: {found.instead}."
                yield error("person-first", where, place, message)


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _texts(item, (*loc, at))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in NOT_PROSE:
                yield from _texts(item, (*loc, name))


CHECKS = (person_first,)
