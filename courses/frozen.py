"""The one reader of editions. Knows every schema that was ever written; others know only what it returns. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from courses.map import CardOutline

Json = dict[str, Any]


class UnknownSchema(ValueError):
    """The edition was written by a newer program than this one."""


@dataclass(frozen=True)
class EditionContent:
    """What a module was when it was published. `quiz` and `worksheet` are as the engines read them, or None."""

    key: UUID
    code: str
    title: str
    language: str
    audience: str
    strand: str
    week: int
    minutes: int
    objectives: tuple[str, ...]
    cards: tuple[CardOutline, ...]
    quiz: Json | None
    worksheet: Json | None

    @cached_property
    def questions(self) -> dict[str, Json]:
        """By id, in their order."""
        return {question["id"]: question for question in self.quiz["questions"]} if self.quiz else {}

    @cached_property
    def fields(self) -> dict[str, Json]:
        """Of the worksheet, by id, in their order."""
        return {field["id"]: field for field in self.worksheet["fields"]} if self.worksheet else {}

    def card_title(self, card_id: str) -> str:
        """Empty where there was no such card."""
        return next((card.title for card in self.cards if card.id == card_id), "")


def read(content: Mapping[str, Any]) -> EditionContent:
    """Raises UnknownSchema."""
    reader = READERS.get(content.get("schema", 0))
    if reader is None:
        raise UnknownSchema(f"Edition schema {content.get('schema')} is not known.")
    return reader(content)


def _schema_1(content: Mapping[str, Any]) -> EditionContent:
    same = ("code", "title", "language", "audience", "strand", "week", "minutes", "quiz")
    worksheet = content["worksheet"]
    return EditionContent(
        key=UUID(content["key"]),
        objectives=tuple(content["objectives"]),
        cards=tuple(CardOutline(card["id"], card["title"]) for card in content["cards"]),
        worksheet=worksheet and {"gathers_plan": False, **worksheet},  # the first editions do not say
        **{name: content[name] for name in same},
    )


READERS = {1: _schema_1}
