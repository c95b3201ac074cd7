"""Reads a whole posted worksheet. One field that does not fit keeps no other from being saved."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from courses.worksheets.contract import FieldError, Posted, Value
from courses.worksheets.kinds import FIELD_KINDS


class SheetRead(NamedTuple):
    """By field id: `values` of the fields that are good (None where empty), `errors` of those that are not."""

    values: dict[str, Value | None]
    errors: dict[str, FieldError]


def read_sheet(worksheet: Mapping[str, Any], posted: Posted, only: Collection[str] | None = None) -> SheetRead:
    """Every field of the worksheet, or every one in `only`, is in exactly one of the two.

    A field that was not posted is empty, as a browser leaves out what is not ticked: when saving a part of a form, say
    with `only` which fields it holds.
    """
    read = SheetRead({}, {})
    for field in worksheet["fields"]:
        if only is not None and field["id"] not in only:
            continue
        try:
            read.values[field["id"]] = FIELD_KINDS[field["kind"]].read(field, posted)
        except FieldError as error:
            read.errors[field["id"]] = error
    return read
