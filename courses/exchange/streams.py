"""From the raw JSON of a question block to a question on its way, and back. Knows that JSON's names, not Wagtail."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from courses.exchange.questions import Item, Option, Pair, Question

Raw = dict[str, Any]
LISTS = {"options": Option, "items": Item, "pairs": Pair}
RAW_NAMES = {"why": "explanation"}


def question_of(child: Mapping[str, Any]) -> Question:
    """Whatever is missing in an unfinished question is empty."""
    value = child["value"]
    parts = {name: tuple(_part(kind, item) for item in value.get(name) or ()) for name, kind in LISTS.items()}
    return Question(child["type"], value.get("prompt") or "", misconception=value.get("misconception") or "", **parts)


def child_of(question: Question) -> Raw:
    """A block with new ids throughout, so that no answer to another question can ever be taken for one to this."""
    value: Raw = {"prompt": question.prompt, "card": "", "objectives": []}
    for name in LISTS:
        if parts := getattr(question, name):
            value[name] = [{"type": "item", "value": _raw(part), "id": str(uuid4())} for part in parts]
    if not question.options:
        value["misconception"] = question.misconception
    return {"type": question.kind, "value": value, "id": str(uuid4())}


def _part(kind: Any, item: Mapping[str, Any]) -> Any:
    value = item.get("value", item)
    fields = {name: value.get(RAW_NAMES.get(name, name)) for name in kind.__slots__}
    return kind(**{name: one if name == "correct" else one or "" for name, one in fields.items() if one is not None})


def _raw(part: Any) -> Raw:
    return {RAW_NAMES.get(name, name): getattr(part, name) for name in part.__slots__}
