"""What the facilitator needs (guide.yaml); never shown to participants."""

from typing import Annotated

from pydantic import Field

from courses.files.schema.base import Line, MisconceptionKey, Page, Paragraph, Part, Sentence, Unique, between


class Slice(Part):
    """A part of the session."""

    minutes: Annotated[int, Field(ge=1, le=60)]
    part: Line
    text: Page


class Guide(Part):
    purpose: Paragraph
    materials: Annotated[list[Sentence], between(0, 20)]
    outline: Annotated[list[Slice], between(1, 12)]
    prompts: Annotated[list[Paragraph], between(1, 10)]
    misconceptions: Annotated[list[MisconceptionKey], Unique, between(0, 10)]
    cautions: Annotated[list[Paragraph], between(0, 12)]
    adapt: Annotated[list[Paragraph], between(0, 12)]
