"""A module: its settings (module.yaml) and all that belongs to it."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from courses import vocabulary
from courses.files.problems import Problem
from courses.files.schema.base import (
    Code,
    Key,
    Line,
    MaybeLine,
    MaybeParagraph,
    Paragraph,
    Part,
    Sentence,
    SourceCode,
    Unique,
    between,
    wrong,
)
from courses.files.schema.cards import Card
from courses.files.schema.guide import Guide
from courses.files.schema.quiz import Quiz
from courses.files.schema.worksheet import Worksheet

Pathway = Literal["substance-use", "mental-health", "co-occurring"]
Condition = Literal["alcohol", "opioids", "anxiety", "depression", "trauma", "bipolar", "stimulants", "cannabis"]
Strand = Literal["conditions", "triggers", "emotional-regulation", "relapse-prevention", "family-communication"]


def _date(text: str) -> str:
    if text:
        try:
            datetime.date.fromisoformat(text if len(text) == 10 else "")
        except ValueError:
            raise wrong('Write the date as year-month-day, as in 2027-03-31, or "" where there is none yet.') from None
    return text


MaybeDate = Annotated[str, AfterValidator(_date)]


class ShortVersion(Part):
    """Three minutes for a low-energy day."""

    one_thing: Sentence
    steps: Annotated[list[Sentence], between(3, 3)]
    question: Sentence
    answer: Paragraph


class TalkTogether(Part):
    """Read out by either of two people, answered by both."""

    opening: Sentence
    follow_ups: Annotated[list[Sentence], Unique, between(1, 2)]


class Review(Part):
    reviewer: MaybeLine
    reviewed_on: MaybeDate
    next_review_on: MaybeDate


class Settings(Part):
    code: Code
    key: Key | None = None
    title: Line
    audience: Literal["participant", "family"]
    week: Annotated[int, Field(ge=1, le=52)]
    slot: Annotated[int, Field(ge=1, le=20)]
    strand: Strand
    required_for: Annotated[list[Pathway], Unique]
    elective_for: Condition | None
    pairs_with: Annotated[list[Code], Unique, between(0, 10)]
    two_example_sets: bool
    minutes: Annotated[int, Field(ge=1, le=120)]
    summary: Sentence
    skill: Line
    objectives: Annotated[list[Sentence], Unique, between(1, 8)]
    safety_note: MaybeParagraph
    short_version: ShortVersion | None = None
    talk_together: TalkTogether | None = None
    sources: Annotated[list[SourceCode], Unique, between(0, 20)]
    license: Line
    review: Review

    @model_validator(mode="after")
    def _for_somebody(self) -> "Settings":
        if self.audience == vocabulary.FAMILY:
            if self.required_for or self.elective_for:
                at = "required_for" if self.required_for else "elective_for"
                raise wrong("A family module has `required_for: []` and `elective_for: null`.", at=(at,))
        elif self.pairs_with:
            raise wrong("Only a family module pairs with others: write `pairs_with: []`.", at=("pairs_with",))
        elif bool(self.required_for) == bool(self.elective_for):
            raise wrong(
                "Say for whom the module is: either pathways in required_for, or a condition in elective_for.",
                at=("required_for",),
            )
        return self

    @model_validator(mode="after")
    def _for_two(self) -> "Settings":
        if self.talk_together and self.audience != vocabulary.FAMILY:
            raise wrong(
                "Only a family module has a prompt to talk about together: take `talk_together` away.",
                at=("talk_together",),
            )
        return self


Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """Where a part of a module stands: its file, and the line of each thing in it."""

    path: str
    line: Callable[..., int]

    def problem(self, message: str, *loc: str | int) -> Problem:
        return Problem(self.path, self.line(*loc), message)


@dataclass(frozen=True)
class Media:
    """A file in the media folder. Equal when its content is."""

    name: str
    sha256: str
    size: int  # bytes
    open: Callable[[], IO[bytes]] = field(compare=False, repr=False)


@dataclass(frozen=True)
class Module:
    slug: str
    settings: Settings
    cards: tuple[Card, ...]
    quiz: Quiz | None = None
    worksheet: Worksheet | None = None
    guide: Guide | None = None
    media: tuple[Media, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)  # by part, as in `parts`

    @property
    def code(self) -> str:
        return self.settings.code

    @property
    def folder(self) -> str:
        return f"{self.code}-{self.slug}"

    def data(self) -> dict[str, Any]:
        """All but the media, by part, as a file of that part would hold it."""
        parts = {"module": self.settings, "quiz": self.quiz, "worksheet": self.worksheet, "guide": self.guide}
        data: dict[str, Any] = {name: part and part.model_dump(by_alias=True) for name, part in parts.items()}
        if not self.settings.talk_together:
            del data["module"]["talk_together"]  # as before there was one: a module without it has not changed
        return data | {"cards": [card.model_dump(by_alias=True) for card in self.cards]}
