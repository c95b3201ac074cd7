"""A list of short lines. The value is the list of those that are not blank."""

from collections.abc import Iterator

from courses.problems import Problem
from courses.worksheets.contract import (
    LONGEST_LINE,
    Field,
    FieldError,
    FieldKind,
    Input,
    Posted,
    Value,
    number_problems,
    texts,
)


class Lines(FieldKind):
    name = "list"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> list[str] | None:
        lines, most = texts(posted, prefix or field["id"]), field["max_items"]
        if len(lines) > most:
            sentence = "There are {found} lines; there is room for {most}. Please take some out or join them."
            raise FieldError(lines, "too-many", sentence, found=len(lines), most=most)
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                sentence = "Line {number} has {found} characters; there is room for {longest}. Please make it shorter."
                raise FieldError(lines, "too-long", sentence, number=number, found=len(line), longest=LONGEST_LINE)
        return lines or None

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        """As many as there may be lines, and more if more were posted."""
        lines = list(value or ())
        blank = [""] * (field["max_items"] - len(lines))
        return tuple(Input(prefix or field["id"], line, max_length=LONGEST_LINE) for line in lines + blank)

    def words(self, field: Field, value: Value | None) -> list[str]:
        return list(value or ())

    def _own_problems(self, field: Field) -> Iterator[Problem]:
        yield from number_problems(field, "max_items", 2, 10)
