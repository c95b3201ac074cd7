"""A card: a title and teaching blocks in order. `block` names the kind as its fence does."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from courses.files.schema.base import (
    Captions,
    Download,
    Film,
    Id,
    Line,
    Markdown,
    MaybeParagraph,
    MaybeSentence,
    Paragraph,
    Part,
    Picture,
    Sentence,
    Sound,
    Unique,
    between,
    wrong,
)
from courses.files.schema.diagrams import AnyDiagram


class Text(Part):
    block: Literal["text"]
    text: Markdown


class Heading(Part):
    block: Literal["heading"]
    text: Line


class KeyIdea(Part):
    block: Literal["key-idea"]
    text: Sentence


class Callout(Part):
    block: Literal["callout"]
    kind: Literal["note", "tip", "warning"]
    title: Line
    text: Markdown


class ContentNote(Part):
    block: Literal["content-note"]
    text: Paragraph


class Story(Part):
    block: Literal["story"]
    title: Line
    pathway: Annotated[Literal["everyone", "substance-use", "mental-health"], Field(alias="for")]
    text: Markdown


class SkillStep(Part):
    title: Line
    text: MaybeSentence


class Steps(Part):
    block: Literal["steps"]
    title: Line
    items: Annotated[list[SkillStep], between(2, 10)]


class Practice(Part):
    block: Literal["practice"]
    title: Line
    minutes: Annotated[int, Field(ge=1, le=15)]
    text: Markdown
    eyes_open: Paragraph
    movement: MaybeParagraph


class Summary(Part):
    block: Literal["summary"]
    lines: Annotated[list[Sentence], between(3, 3)]


class TeachBack(Part):
    block: Literal["teach-back"]
    prompt: Paragraph


class CrisisNumbers(Part):
    block: Literal["crisis-numbers"]
    show: Literal["first", "all"]


class Image(Part):
    block: Literal["image"]
    file: Picture
    alt: Sentence
    caption: MaybeSentence


class Audio(Part):
    block: Literal["audio"]
    file: Sound
    title: Line
    transcript: Markdown


class Video(Part):
    block: Literal["video"]
    file: Film
    title: Line
    captions: Captions
    transcript: Markdown


class DownloadBlock(Part):
    block: Literal["download"]
    file: Download
    title: Line


class Compare(Part):
    block: Literal["compare"]
    caption: Line
    columns: Annotated[list[Line], between(2, 4)]
    rows: Annotated[list[list[MaybeSentence]], between(1, 12)]

    @model_validator(mode="after")
    def _even(self) -> "Compare":
        for at, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                count = len(self.columns)
                raise wrong(
                    f"A row needs as many cells as there are columns: {count}, not {len(row)}.", at=("rows", at)
                )
        return self


Block = Annotated[
    Text
    | Heading
    | KeyIdea
    | Callout
    | ContentNote
    | Story
    | Steps
    | Practice
    | Summary
    | TeachBack
    | CrisisNumbers
    | Image
    | Audio
    | Video
    | DownloadBlock
    | Compare
    | AnyDiagram,
    Field(discriminator="block"),
]


class Card(Part):
    id: Id
    title: Line
    objectives: Annotated[list[int], Unique, between(0, 12)]
    blocks: Annotated[list[Block], between(1, 40)]
