"""The worksheet engine: reads, checks and words what people write. Pure: it knows neither Django nor Wagtail."""

from courses.worksheets.contract import FieldError, FieldKind, Input
from courses.worksheets.kinds import FIELD_KINDS
from courses.worksheets.sheet import SheetRead, read_sheet

__all__ = ["FIELD_KINDS", "FieldError", "FieldKind", "Input", "SheetRead", "read_sheet"]
