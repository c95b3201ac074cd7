"""Diagrams: pictures drawn from fields, with a description that says in words what they show."""

from typing import Annotated, Literal

from pydantic import Field

from courses.files.schema.base import Label, Line, MaybeLine, Paragraph, Part, between


class Step(Part):
    label: Label
    text: MaybeLine


class Mark(Part):
    """A place on the thermometer."""

    at: Annotated[int, Field(ge=0, le=10)]
    label: Label
    text: MaybeLine


class Moment(Part):
    when: Annotated[Label, Field(max_length=16)]
    label: Label
    text: MaybeLine


class Column(Part):
    label: Label
    points: Annotated[list[Line], between(2, 6)]


class Diagram(Part):
    title: Line
    description: Paragraph


class Chain(Diagram):
    block: Literal["chain"]
    items: Annotated[list[Step], between(3, 6)]


class Cycle(Diagram):
    block: Literal["cycle"]
    items: Annotated[list[Step], between(3, 6)]


class Wave(Diagram):
    """Rise, peak, fall."""

    block: Literal["wave"]
    items: Annotated[list[Step], between(3, 3)]


class Ladder(Diagram):
    """Lowest rung first."""

    block: Literal["ladder"]
    items: Annotated[list[Step], between(3, 8)]


class Thermometer(Diagram):
    block: Literal["thermometer"]
    items: Annotated[list[Mark], between(2, 5)]


class Circles(Diagram):
    """Innermost first."""

    block: Literal["circles"]
    items: Annotated[list[Step], between(2, 4)]


class Timeline(Diagram):
    block: Literal["timeline"]
    items: Annotated[list[Moment], between(2, 7)]


class TwoColumns(Diagram):
    block: Literal["two-columns"]
    items: Annotated[list[Column], between(2, 2)]


AnyDiagram = Chain | Cycle | Wave | Ladder | Thermometer | Circles | Timeline | TwoColumns
