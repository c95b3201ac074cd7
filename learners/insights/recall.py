"""Before and after: how people answered a question at first, and when it came again in another week.

The same people both times, each counted once: the first of the module's questions that came again. Only where it was
worded, and marked, the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from courses import editions
from learners.insights import tallies
from learners.insights.small_numbers import FEWEST, Told, told
from learners.insights.tallies import Scope
from learners.models import Response

First = tuple[int, dict[str, bool]]  # the edition, and what was right


@dataclass(frozen=True, slots=True)
class Recall:
    """`at_first` and `later` are None where only the number of people may be told."""

    people: int
    at_first: Told | None
    later: Told | None


def of_module(scope: Scope, module_key: UUID) -> Recall | None:
    """None where it came again for fewer than 5 people. Two queries."""
    first = _first(scope, module_key)
    asked = {question for edition, _ in first.values() for question in _questions(edition)}
    pairs: dict[int, tuple[bool, bool]] = {}
    for person, edition, question, right in _reviews(scope, module_key, asked):
        then = first.get(person)
        if person not in pairs and then and _questions(then[0]).get(question) == _questions(edition)[question]:
            pairs[person] = (then[1].get(question, False), right)
    return _recall(list(pairs.values()))


def _recall(pairs: list[tuple[bool, bool]]) -> Recall | None:
    if len(pairs) < FEWEST:
        return None
    at_first, later = (told([right := sum(side), len(pairs) - right]) for side in zip(*pairs, strict=True))
    return Recall(len(pairs), at_first[0] if at_first else None, later[0] if later else None)


def _first(scope: Scope, module_key: UUID) -> dict[int, First]:
    """By person."""
    rows = tallies.first_tries(scope).filter(module_key=module_key)
    found: dict[int, First] = {}
    names = ("enrolment__person", "edition", "responses__question_id", "responses__right")
    for person, edition, question, right in rows.values_list(*names).iterator(chunk_size=2000):
        found.setdefault(person, (edition, {}))[1][question] = bool(right)
    return found


def _reviews(scope: Scope, module_key: UUID, asked: set[str]) -> Iterator[tuple[int, int, str, bool]]:
    """(person, edition, question, whether it was right), the first ones first."""
    again = tallies.reviewing(scope).exclude(module_key=module_key)
    rows = Response.objects.filter(attempt__in=again, question_id__in=asked).order_by("attempt__submitted_at", "pk")
    names = ("attempt__enrolment__person", "attempt__reviews", "question_id", "right")
    for person, reviews, question, right in rows.values_list(*names).iterator(chunk_size=2000):
        edition = next((edition for edition, one in reviews if one == question), None)
        if edition is not None:
            yield person, edition, question, bool(right)


def _questions(edition_id: int) -> dict[str, Any]:
    return editions.content(editions.get(edition_id)).questions
