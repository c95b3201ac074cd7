"""Spaced review: a first try at a check-in asks two questions again that the person met in another week.

They are marked and explained as all questions are, but count for nothing: nobody fails because of an earlier week.
The rule: asked again least often before, then missed at first, then longest ago; from two modules where possible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from courses import editions, outline
from courses.map import ModuleOutline, Outline
from courses.quiz.marking import QuizResult, mark_quiz
from learners.models import Attempt, Enrolment, Response

HOW_MANY = 2

# --- the rule, pure -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Met:
    """A question that a person has answered: how that went at first, when last, and how often as a review."""

    question: str
    module: UUID
    right_at_first: bool
    last_at: datetime
    reviewed: int = 0


def choose(met: Iterable[Met], how_many: int = HOW_MANY) -> list[Met]:
    """What to ask again. The same past always gives the same questions."""
    left = sorted(met, key=lambda one: (one.reviewed, one.right_at_first, one.last_at, one.question))
    chosen: list[Met] = []
    while left and len(chosen) < how_many:
        used = {one.module for one in chosen}
        chosen.append(next((one for one in left if one.module not in used), left[0]))
        left.remove(chosen[-1])
    return chosen


# --- questions ------------------------------------------------------------------------------------------------------


def for_first_try(enrolment: Enrolment, module: ModuleOutline) -> list[list[Any]]:
    """[edition id, question id] of each, in today's wording. One query, and one for each edition not yet in memory.

    Only from check-ins that were passed, of other weeks, and still published with this question.
    """
    program = outline.get(enrolment.cohort.program.curriculum_key)
    passed = _passed(enrolment)
    old = (one for one in _met(enrolment).values() if one.module in passed and _is_asked(program, one, module.week))
    return [[program.by_key[one.module].edition_id, one.question] for one in choose(old)]


def questions_of(attempt: Attempt) -> list[dict[str, Any]]:
    """The review questions of an attempt as they are asked in it."""
    return [editions.content(editions.get(edition)).questions[question] for edition, question in attempt.reviews]


def result_of(attempt: Attempt, answers: Mapping[str, Any]) -> QuizResult:
    """Marks of the review questions. They are no part of the score."""
    return mark_quiz({"pass_mark": 0, "questions": questions_of(attempt)}, answers)


def _is_asked(program: Outline, one: Met, not_in_week: int) -> bool:
    module = program.by_key.get(one.module)
    if module is None or module.week == not_in_week:
        return False
    return one.question in editions.content(editions.get(module.edition_id)).questions


def _passed(enrolment: Enrolment) -> set[UUID]:
    passed = Attempt.objects.filter(enrolment=enrolment, passed=True)
    return set(passed.values_list("module_key", flat=True))


def _met(enrolment: Enrolment) -> dict[str, Met]:
    """Every question answered in attempts that were handed in, by id."""
    given = Response.objects.filter(attempt__enrolment=enrolment, attempt__submitted_at__isnull=False)
    rows = given.order_by("attempt__submitted_at", "pk").values_list(
        "question_id", "right", "saved_at", "attempt__module_key", "attempt__reviews"
    )
    met: dict[str, Met] = {}
    for question, right, at, module, reviews in rows:
        again = any(question == reviewed for _, reviewed in reviews)
        before = met.get(question)
        if before is None and not again:
            met[question] = Met(question, module, bool(right), at)
        elif before is not None:
            met[question] = replace(before, last_at=at, reviewed=before.reviewed + again)
    return met
