"""A day of this century in an address, as yyyy-mm-dd."""

from datetime import date

from django.urls import register_converter


class Day:
    regex = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """A day that no calendar has is no address: ValueError."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(Day, "day")
