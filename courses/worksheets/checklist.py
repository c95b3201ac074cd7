"""Things to tick. The value is the list of the ticked options' ids, in the order of the field."""

from collections.abc import Iterator

from courses.problems import Problem
from courses.worksheets.contract import Field, FieldError, FieldKind, Input, Posted, Value, texts


class Checklist(FieldKind):
    name = "checklist"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> list[str] | None:
        ticked = set(texts(posted, prefix or field["id"]))
        known = [option["id"] for option in field["options"] if option["id"] in ticked]
        if len(known) < len(ticked):
            sentence = "One of the ticked lines is not on this list any more. Load the page again before you save."
            raise FieldError(known, "not-an-option", sentence)
        return known or None

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        name, ticked = prefix or field["id"], value or ()
        return tuple(Input(name, one["id"], label=one["text"], checked=one["id"] in ticked) for one in field["options"])

    def words(self, field: Field, value: Value | None) -> list[str]:
        return [option["text"] for option in field["options"] if option["id"] in (value or ())]

    def _own_problems(self, field: Field) -> Iterator[Problem]:
        options = field.get("options") or ()
        texts_of = [str(option.get("text") or "").strip().casefold() for option in options]
        ids = [option.get("id") for option in options]
        if not options:
            yield Problem("no-options", "The checklist has nothing to tick.")
        if not all(texts_of) or len(set(texts_of)) < len(texts_of):
            yield Problem("option-texts", "Each line to tick needs a text of its own.")
        if not all(ids) or len(set(ids)) < len(ids):
            yield Problem("option-ids", "Each line to tick needs an id of its own.")
