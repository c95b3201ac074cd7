"""A day. The value is its date as YYYY-MM-DD; a person may also write it the American way."""

import re
from datetime import date

from courses.worksheets.contract import Field, FieldError, FieldKind, Input, Posted, Value, one_text

LONGEST = 40
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)", re.ASCII),
    re.compile(r"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{4})", re.ASCII),
)


class Day(FieldKind):
    name = "date"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> str | None:
        written = one_text(posted, prefix or field["id"], LONGEST)
        if not written:
            return None
        day = _day(written)
        if day is None:
            sentence = "Write the day as month/day/year, such as 3/14/2027, and check that it is in the calendar."
            raise FieldError(written, "not-a-date", sentence)
        return day.isoformat()

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        return (Input(prefix or field["id"], value or ""),)

    def words(self, field: Field, value: Value | None) -> list[str]:
        day = _day(value or "")
        return [f"{day:%B} {day.day}, {day.year}"] if day else []


def _day(written: str) -> date | None:
    match = next((match for form in _WRITTEN if (match := form.fullmatch(written))), None)
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
