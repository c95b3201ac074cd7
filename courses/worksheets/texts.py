"""Text of one line or several. The value is the text."""

from typing import ClassVar

from courses.worksheets.contract import Field, FieldKind, Input, Posted, Value, one_text


class ShortText(FieldKind):
    name = "short_text"
    longest: ClassVar[int] = 200

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> str | None:
        return one_text(posted, prefix or field["id"], self.longest) or None

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        return (Input(prefix or field["id"], value or "", max_length=self.longest),)

    def words(self, field: Field, value: Value | None) -> list[str]:
        return (value or "").splitlines()


class LongText(ShortText):
    name = "long_text"
    longest = 4000
