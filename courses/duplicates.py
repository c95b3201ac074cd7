"""A copy of a module is a module of its own: with its own ids, a code and a place that are free, and no review.

Answers, sheets and spaced review are kept by the ids of questions and fields, so no two modules may share one. The new
ids follow from the new key, so that a copied page and each of its copied versions get the same.
"""

import re
from typing import Any, Final
from uuid import UUID, uuid5

from django.apps import apps

from courses import vocabulary

STREAMS: Final = ("objectives", "cards", "quiz", "worksheet", "short_version", "talk_together", "guide", "sources")
LETTERS: Final = {vocabulary.PARTICIPANT: "p", vocabulary.FAMILY: "f"}
MOST_SLOTS: Final = 20


# --- ids, pure ------------------------------------------------------------------------------------------------------


def renewed(stream: list[Any], key: UUID, known: frozenset[str]) -> list[Any]:
    """Raw StreamField data with new ids throughout; what refers to one of the `known` old ids follows."""
    return [_renewed(child, key, known) for child in stream]


def ids_in(node: Any) -> set[str]:
    """Every id of a block or item, at any depth."""
    if isinstance(node, list):
        return {one for child in node for one in ids_in(child)}
    if not isinstance(node, dict):
        return set()
    own = {node["id"]} if _is_block(node) and node["id"] else set()
    return own.union(*(ids_in(value) for value in node.values()))


def _renewed(node: Any, key: UUID, known: frozenset[str]) -> Any:
    if isinstance(node, list):
        return [_renewed(child, key, known) for child in node]
    if not isinstance(node, dict):
        return _new(node, key) if isinstance(node, str) and node in known else node
    return {name: _renewed(value, key, known) for name, value in node.items()}


def _is_block(node: dict[str, Any]) -> bool:
    return node.keys() >= {"type", "value", "id"} and isinstance(node["id"], str)


def _new(old: str, key: UUID) -> str:
    return str(uuid5(key, old))


# --- pages ----------------------------------------------------------------------------------------------------------


def make_own(page: Any) -> None:
    """Give the page new ids throughout, and empty what holds for the original only. Saves nothing."""
    raw = {name: list(getattr(page, name).get_prep_value()) for name in STREAMS}
    known = frozenset(ids_in(list(raw.values())))
    for name, stream in raw.items():
        block = page._meta.get_field(name).stream_block
        setattr(page, name, block.to_python(renewed(stream, page.translation_key, known)))
    page.reviewer, page.reviewed_on, page.next_review_on = "", None, None
    page.file_ids = {}


def find_place(page: Any, week: Any) -> None:
    """A code that is free in the program, and the next place in the week. Two queries. Saves nothing."""
    if page.code in _codes(week.get_parent()):
        page.code = free_code(week.get_parent(), page.audience)
    page.slot = free_slot(week, page.audience)


def free_code(program: Any, audience: str) -> str:
    """The next in the row of p01, p02 … or f01, f02 … One query."""
    letter, codes = LETTERS[audience], _codes(program)
    numbers = [int(found[1]) for code in codes if (found := re.fullmatch(rf"{letter}(\d{{1,9}})", code))]
    return f"{letter}{max(numbers, default=0) + 1:02}"


def free_slot(week: Any, audience: str) -> int:
    """After all others of the track in the week. One query."""
    modules = apps.get_model("courses", "ModulePage").objects.child_of(week).filter(audience=audience)
    return min(max(modules.values_list("slot", flat=True), default=0) + 1, MOST_SLOTS)


def _codes(program: Any) -> set[str]:
    modules = apps.get_model("courses", "ModulePage").objects.descendant_of(program)
    return set(modules.values_list("code", flat=True))
