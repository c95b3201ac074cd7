"""A module as the checks see it: its data as in files, of which anything may be missing while an author is at work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from courses.files.references import card_part

ERROR: Final = "error"
WARNING: Final = "warning"
Data = Mapping[str, Any]
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` is one of "module", "card 0", "quiz", "worksheet" and "guide", `loc` the place in its data."""

    level: str
    rule: str
    part: str
    loc: Loc
    message: str


def error(rule: str, part: str, loc: Loc, message: str) -> Finding:
    return Finding(ERROR, rule, part, loc, message)


def warning(rule: str, part: str, loc: Loc, message: str) -> Finding:
    return Finding(WARNING, rule, part, loc, message)


@dataclass(frozen=True)
class Subject:
    """Holds `Module.data()`, or the same of a page in work."""

    data: Data

    @property
    def settings(self) -> Data:
        return _mapping(self.data.get("module"))

    @property
    def cards(self) -> list["Card"]:
        return [Card(number, _mapping(data)) for number, data in enumerate(_list(self.data.get("cards")))]

    @property
    def quiz(self) -> Data:
        return _mapping(self.data.get("quiz"))

    @property
    def questions(self) -> list["Question"]:
        return [Question(number, _mapping(data)) for number, data in enumerate(_list(self.quiz.get("questions")))]

    @property
    def worksheet(self) -> Data:
        return _mapping(self.data.get("worksheet"))

    @property
    def worksheet_fields(self) -> list[Data]:
        return [_mapping(field) for field in _list(self.worksheet.get("fields"))]

    @property
    def guide(self) -> Data:
        return _mapping(self.data.get("guide"))

    @property
    def objectives(self) -> list[str]:
        return [text(objective) for objective in _list(self.settings.get("objectives"))]


@dataclass(frozen=True)
class Card:
    number: int
    data: Data

    @property
    def part(self) -> str:
        return card_part(self.number)

    @property
    def id(self) -> str:
        return text(self.data.get("id"))

    @property
    def title(self) -> str:
        return text(self.data.get("title"))

    @property
    def objectives(self) -> list[Any]:
        return _list(self.data.get("objectives"))

    @property
    def blocks(self) -> list[tuple[Loc, str, Data]]:
        """Place, kind and fields of each block."""
        blocks = map(_mapping, _list(self.data.get("blocks")))
        return [(("blocks", at), text(block.get("block")), block) for at, block in enumerate(blocks)]


@dataclass(frozen=True)
class Question:
    number: int
    data: Data

    @property
    def loc(self) -> Loc:
        return ("questions", self.number)

    @property
    def kind(self) -> str:
        return text(self.data.get("type"))

    @property
    def prompt(self) -> str:
        return text(self.data.get("prompt"))

    @property
    def card(self) -> str:
        return text(self.data.get("card"))

    @property
    def objectives(self) -> list[Any]:
        return _list(self.data.get("objectives"))

    @property
    def parts_name(self) -> str:
        return {"put_in_order": "items", "match": "pairs"}.get(self.kind, "options")

    @property
    def parts(self) -> Iterator[tuple[Loc, Data]]:
        """Place and fields of each option, item or pair."""
        for at, part in enumerate(map(_mapping, _list(self.data.get(self.parts_name)))):
            yield (*self.loc, self.parts_name, at), part


def text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The texts in a list, or the one that the value is."""
    return [text(item) for item in (value if isinstance(value, list) else [value])]


def _mapping(value: Any) -> Data:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
