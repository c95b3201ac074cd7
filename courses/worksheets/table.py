"""A table of text cells. The value is a list of rows, each a list of all its cells: a blank keeps its place.

A form posts `<id>-r<row>-c<column>`, both counted from 1.
"""

import re
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


class Table(FieldKind):
    name = "table"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> list[list[str]] | None:
        name = prefix or field["id"]
        rows = [["\n".join(texts(posted, cell)) for cell in row] for row in _names(field, name)]
        _check_none_outside(field, posted, name, rows)
        for number, row in enumerate(rows, 1):
            for column, cell in zip(field["columns"], row, strict=True):
                if len(cell) > LONGEST_LINE:
                    sentence = "Row {number}, “{column}”, has {found} characters; there is room for {longest}."
                    values = {"number": number, "column": column, "found": len(cell), "longest": LONGEST_LINE}
                    raise FieldError(rows, "too-long", sentence, **values)
        return None if self.is_empty(rows) else rows

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        """Row by row."""
        names, columns = _names(field, prefix or field["id"]), field["columns"]
        return tuple(
            Input(name, _cell(value, row, column), label=columns[column], max_length=LONGEST_LINE)
            for row, cells in enumerate(names)
            for column, name in enumerate(cells)
        )

    def words(self, field: Field, value: Value | None) -> list[str]:
        rows = [zip(field["columns"], row, strict=False) for row in value or ()]
        lines = ("; ".join(f"{column}: {cell}" for column, cell in row if cell) for row in rows)
        return [line for line in lines if line]

    def _own_problems(self, field: Field) -> Iterator[Problem]:
        columns = [str(column).strip().casefold() for column in field.get("columns") or ()]
        if not 2 <= len(columns) <= 4 or not all(columns) or len(set(columns)) < len(columns):
            yield Problem("columns", "A table needs 2 to 4 columns with names that differ.")
        yield from number_problems(field, "rows", 2, 10)


def _names(field: Field, name: str) -> list[list[str]]:
    columns = range(1, len(field["columns"]) + 1)
    return [[f"{name}-r{row}-c{column}" for column in columns] for row in range(1, field["rows"] + 1)]


def _cell(value: Value | None, row: int, column: int) -> str:
    try:
        return str(value[row][column]) if value else ""
    except IndexError:  # written when the table was smaller
        return ""


def _check_none_outside(field: Field, posted: Posted, name: str, rows: list[list[str]]) -> None:
    inside = {cell for row in _names(field, name) for cell in row}
    cells = re.compile(re.escape(name) + r"-r\d+-c\d+")
    if any(cells.fullmatch(other) and texts(posted, other) for other in posted.keys() - inside):
        sentence = "There is text in a cell that this table does not have. Load the page again before you save."
        raise FieldError(rows, "not-in-table", sentence)
