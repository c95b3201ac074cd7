"""The files of a whole program: program.yaml, misconceptions.yaml (what people often believe) and sources.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, RootModel, model_validator

from courses.files.schema.base import (
    Code,
    Key,
    Line,
    MaybeLine,
    MaybeParagraph,
    MisconceptionKey,
    Part,
    Sentence,
    Slug,
    SourceCode,
    Title,
    Unique,
    between,
    wrong,
)
from courses.files.schema.module import Condition, Module, Place


class Week(Part):
    number: Annotated[int, Field(ge=1, le=52)]
    key: Key | None = None
    theme: Line
    summary: Sentence


Count = Annotated[int, Field(ge=1, le=52)]


class Rules(Part):
    """As `courses.rules.SequencingRules`. May name modules that are still to be written."""

    starter_pack: Annotated[list[Code], Unique] = []
    due_within_hours: dict[Code, Annotated[int, Field(ge=1, le=2_000)]] = {}
    finish_pack: Annotated[list[Code], Unique] = []
    finish_weeks: Count = 2
    pull_forward: dict[Condition, Count] = {}
    elective_order: Annotated[list[Condition], Unique] = []
    max_per_week: Count = 3
    max_first_week: Count = 4


class ProgramSettings(Part):
    slug: Slug
    key: Key | None = None
    title: Line
    weeks: Annotated[list[Week], between(1, 52)]
    rules: Rules

    @model_validator(mode="after")
    def _weeks_in_order(self) -> "ProgramSettings":
        for at, week in enumerate(self.weeks):
            if week.number != at + 1:
                raise wrong(
                    f"Weeks are numbered from 1 without a gap: this one is {at + 1}.", at=("weeks", at, "number")
                )
        return self


class Misconception(Part):
    name: Annotated[Line, Field(max_length=60)]
    reply: Sentence
    talking_point: MaybeParagraph


class Source(Part):
    title: Title
    year: MaybeLine


class Misconceptions(RootModel[dict[MisconceptionKey, Misconception]]):
    """misconceptions.yaml"""


class Sources(RootModel[dict[SourceCode, Source]]):
    """sources.yaml"""


@dataclass(frozen=True)
class Program:
    """A whole curriculum. Modules in the order of their codes."""

    settings: ProgramSettings
    modules: tuple[Module, ...] = ()
    misconceptions: dict[str, Misconception] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
