"""The one contract of all worksheet fields. A field is a JSON object as in an edition; a value is JSON, None if empty.

Nothing is ever cut short: what does not fit is refused with a sentence, and the error keeps it for the form.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from courses.problems import InputError, Problem

Field = Mapping[str, Any]
Posted = Mapping[str, Sequence[str]]
Value = Any  # str | int | list | dict, by kind

LONGEST_LABEL = 90
LONGEST_LINE = 500  # characters of a list's line or a table's cell


class FieldError(InputError):
    """What was posted does not fit. `kept` is all of it, as a value that `inputs` can show again.

    Codes: too-long, too-many, twice, not-on-scale, not-a-date, not-an-option, not-in-table.
    """

    kept: Value

    def __init__(self, kept: Value, code: str, sentence: str, **values: object) -> None:
        super().__init__(code, sentence, **values)
        self.kept = kept


class Input(NamedTuple):
    """One control of a form. `label` is "" where the field's own label says it all."""

    name: str
    value: str
    label: str = ""
    checked: bool = False
    max_length: int | None = None


class FieldKind(ABC):
    """Stateless. `name` is the kind in an edition."""

    name: ClassVar[str]

    def problems(self, field: Field) -> list[Problem]:
        """What an author should mend; never raises, whatever the field lacks."""
        return [*_label_problems(field), *self._own_problems(field)]

    @abstractmethod
    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> Value | None:
        """The value in a posted form; None where it is empty. Raises FieldError. `prefix` stands for the field's id."""

    @abstractmethod
    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        """The controls that show this value and whose post `read` understands."""

    @abstractmethod
    def words(self, field: Field, value: Value | None) -> list[str]:
        """Lines for print and history; none for an empty value."""

    def is_empty(self, value: Value | None) -> bool:
        """Nothing but blanks at any depth. A number is never empty, 0 neither."""
        if isinstance(value, Mapping):
            value = list(value.values())
        if isinstance(value, list):
            return all(self.is_empty(one) for one in value)
        return value is None or (isinstance(value, str) and not value.strip())

    def _own_problems(self, field: Field) -> Iterator[Problem]:
        yield from ()


def texts(posted: Posted, name: str) -> list[str]:
    """All that was posted under a name, cleaned, without the blank ones."""
    return [cleaned for value in posted.get(name, ()) if (cleaned := _clean(value))]


def _clean(value: str) -> str:
    """Ends trimmed, line ends as one character, and nothing that a database or UTF-8 cannot hold."""
    storable = value.replace("\0", "").encode(errors="replace").decode()
    return storable.replace("\r\n", "\n").replace("\r", "\n").strip()


def one_text(posted: Posted, name: str, longest: int) -> str:
    """The one text under a name, "" if none. Raises FieldError where there are two, or where it is too long."""
    found = list(dict.fromkeys(texts(posted, name)))
    if len(found) > 1:
        raise FieldError("\n".join(found), "twice", "This came twice. Keep what you want, and save again.")
    check_length(found[0] if found else "", longest)
    return found[0] if found else ""


def check_length(text: str, longest: int) -> None:
    if len(text) > longest:
        sentence = "This has {found} characters; there is room for {longest}. Please make it shorter."
        raise FieldError(text, "too-long", sentence, found=f"{len(text):,}", longest=f"{longest:,}")


def number_problems(field: Field, name: str, fewest: int, most: int) -> Iterator[Problem]:
    number = field.get(name)
    if not isinstance(number, int) or not fewest <= number <= most:
        sentence = "{name} must be a number from {fewest} to {most}."
        yield Problem("out-of-range", sentence, name=name, fewest=fewest, most=most)


def _label_problems(field: Field) -> Iterator[Problem]:
    label = str(field.get("label") or "").strip()
    if not label:
        yield Problem("no-label", "The field has no label.")
    if len(label) > LONGEST_LABEL:
        sentence = "The label has {found} characters; at most {longest} fit."
        yield Problem("long-label", sentence, found=len(label), longest=LONGEST_LABEL)
