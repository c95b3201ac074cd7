"""The homework (worksheet.yaml) as fields."""

from typing import Annotated, Literal

from pydantic import Field

from courses.files.schema.base import Id, Line, MaybeSentence, Paragraph, Part, Sentence, UniqueIds, between


class WorksheetField(Part):
    id: Id
    label: Line
    help: MaybeSentence


class Plain(WorksheetField):
    type: Literal["short_text", "long_text", "date", "contact"]


class Lines(WorksheetField):
    type: Literal["list"]
    max_items: Annotated[int, Field(ge=2, le=10)]


class Scale(WorksheetField):
    type: Literal["scale"]
    low_label: Line
    high_label: Line


class Table(WorksheetField):
    type: Literal["table"]
    columns: Annotated[list[Line], between(2, 4)]
    rows: Annotated[int, Field(ge=2, le=10)]


class Tick(Part):
    id: Id
    text: Sentence


class Checklist(WorksheetField):
    type: Literal["checklist"]
    options: Annotated[list[Tick], UniqueIds, between(1, 20)]


AnyField = Annotated[Plain | Lines | Scale | Table | Checklist, Field(discriminator="type")]


class Worksheet(Part):
    title: Line
    intro: Paragraph
    feeds_plan: bool
    gathers_plan: bool = False
    fields: Annotated[list[AnyField], UniqueIds, between(1, 30)]
