"""A worksheet on a page: its fields, their values, and what is wrong with what was posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.worksheets import FIELD_KINDS, FieldError, Input, read_sheet


@dataclass(frozen=True, slots=True)
class BoundField:
    """A field as its template shows it: with its value or, after an error, with all that was typed."""

    field: dict[str, Any]
    value: Any
    error: str

    @property
    def template(self) -> str:
        return f"learners/learn/fields/{self.field['kind']}.html"

    @property
    def paper(self) -> str:
        """The template that draws it for a pen."""
        return f"learners/paper/fields/{self.field['kind']}.html"

    @property
    def describedby(self) -> str:
        marks = {"help": self.field.get("help"), "error": self.error}
        return " ".join(f"{self.field['id']}-{name}" for name, there in marks.items() if there)

    @property
    def inputs(self) -> tuple[Input, ...]:
        return FIELD_KINDS[self.field["kind"]].inputs(self.field, self.value)

    @property
    def rows(self) -> list[tuple[Input, ...]]:
        """A table's inputs, row by row."""
        inputs, width = self.inputs, len(self.field["columns"])
        return [inputs[start : start + width] for start in range(0, len(inputs), width)]


class Sheet:
    """`worksheet` is the edition's; `values` maps field ids to values; `version` is that of the entry, 0 before the
    first save.

    Values of fields that an author has taken out since are kept as they are.
    """

    def __init__(self, worksheet: dict[str, Any], values: dict[str, Any], version: int) -> None:
        self.worksheet = worksheet
        self.title, self.intro = worksheet["title"], worksheet["intro"]
        self.fields: list[dict[str, Any]] = worksheet["fields"]
        self.feeds_plan: bool = worksheet["feeds_plan"]
        self.gathers_plan: bool = worksheet["gathers_plan"]
        self.values = dict(values)
        self.version = version
        self.errors: dict[str, FieldError] = {}

    def read(self, posted: QueryDict) -> None:
        """Take what was posted. A field that cannot be kept leaves its old value alone and gets an error."""
        self.version = _whole_number(posted.get("version"))
        read = read_sheet(self.worksheet, {name: posted.getlist(name) for name in posted})
        self.errors = read.errors
        for field_id, value in read.values.items():
            if value is None:
                self.values.pop(field_id, None)
            else:
                self.values[field_id] = value

    @property
    def is_empty(self) -> bool:
        return not any(field["id"] in self.values for field in self.fields)

    @property
    def sentences(self) -> dict[str, str]:
        """What to change, by field id."""
        return {field_id: _(error.message) for field_id, error in self.errors.items()}

    def __iter__(self) -> Iterator[BoundField]:
        for field in self.fields:
            error = self.errors.get(field["id"])
            yield BoundField(
                field, error.kept if error else self.values.get(field["id"]), _(error.message) if error else ""
            )


def _whole_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
