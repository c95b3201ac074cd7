"""Says in plain words what a check by the schema found, and where in the data."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from courses.files.schema.base import Part
from courses.files.schema.module import Loc

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mistake at `loc`, a path of names and positions. `line` is 0, or the line within a text of several lines."""

    loc: Loc
    message: str
    line: int = 0


def check(model: type[M], data: Any) -> tuple[M | None, list[Trouble]]:
    """Return the value, or None and every mistake in the data."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_trouble(found, data) for found in error.errors(include_url=False)]


PLACES = {"why": "explanation", "questions": "question", "options": "answer", "fields": "field", "blocks": "block"}
PARTS = {"module": "", "quiz": "check-in", "worksheet": "worksheet", "guide": "facilitator guide"}


def spoken(part: str, trouble: Trouble) -> str:
    """Where in a module something is wrong, and what, for people who see pages and not files."""
    steps = [PLACES.get(str(step), str(step)) if isinstance(step, str) else str(step + 1) for step in trouble.loc]
    kind, _, number = part.partition(" ")
    places = [f"card {int(number) + 1}" if number else PARTS.get(kind, ""), *steps]
    place = re.sub(r", (\d+)", r" \1", ", ".join(filter(None, places))).replace("_", " ")
    return f"{place[:1].upper()}{place[1:]}: {trouble.message}" if place else trouble.message


def _trouble(found: Any, data: Any) -> Trouble:
    context = found.get("ctx", {})
    at = (context["discriminator"][1:-1],) if found["type"] == "union_tag_invalid" else context.get("at", ())
    loc = (*_real(found["loc"], data), *(at if isinstance(at, tuple) else (at,)))
    return Trouble(loc, _message(found, context), context.get("line", 0))


def _real(loc: Loc, data: Any) -> Loc:
    """The part of a path that exists in the data; pydantic also puts the names of its own choices into it."""
    kept: list[str | int] = []
    for step in loc:
        names = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
        if step in names:
            data = data[step]
            kept.append(step)
    return tuple(kept)


def _message(found: Any, context: Any) -> str:
    kind, name = found["type"], str(found["loc"][-1] if found["loc"] else "")[:60]
    kind = "string_too_long" if kind == "too_long" and isinstance(found["input"], str) else kind
    if kind in _SAY:
        return _SAY[kind].format(name=name, **context)
    if kind == "extra_forbidden":
        return f"`{name}` is not known here.{_similar(name, list(_names(Part)))}"
    if kind == "string_type":
        value = found["input"]
        quoted = f' Put it in quotes: "{str(value).lower()}".' if isinstance(value, int) else ""
        return f"Write a text here.{quoted}"
    if kind == "literal_error":
        return f"Choose one of {context['expected']}."
    if kind == "union_tag_invalid":
        tags = context["expected_tags"].replace("'", "").split(", ")
        what = f"{context['discriminator'][1:-1]} `{str(context['tag'])[:60]}`"
        return f"There is no {what}.{_similar(context['tag'], tags)}"
    return str(found["msg"])


_SAY = {
    "said": "{message}",
    "missing": "`{name}` is missing here.",
    "int_type": "Write a whole number here, without quotes.",
    "bool_type": "Write true or false here, without quotes.",
    "list_type": "Write a list here, as [one, two] or with a line and a dash for each.",
    "model_type": "Names with values are wanted here.",
    "dict_type": "Names with values are wanted here.",
    "model_attributes_type": "Names with values are wanted here.",
    "union_tag_not_found": "{discriminator} is missing here.",
    "too_short": "At least {min_length} are wanted here, not {actual_length}.",
    "too_long": "At most {max_length} fit here, not {actual_length}.",
    "string_too_long": "At most {max_length} characters fit here.",
    "greater_than_equal": "The smallest number here is {ge}.",
    "less_than_equal": "The largest number here is {le}.",
}


def _similar(name: Any, known: Any) -> str:
    close = difflib.get_close_matches(str(name)[:60], known, 1, 0.6)
    return f" Do you mean `{close[0]}`?" if close else ""


def _names(part: type[Part]) -> Iterator[str]:
    """The names that any part knows, as they stand in files."""
    for name, info in part.model_fields.items():
        yield info.alias or name
    for below in part.__subclasses__():
        yield from _names(below)
