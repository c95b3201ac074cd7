"""Many people who have handed in a first try, stored in bulk: each with the answers that a test gives them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from courses import editions
from courses.quiz import mark_quiz
from learners.models import Attempt, Audience, Enrolment, ModuleProgress, Response, User


def people(cohort, number: int, **fields: Any) -> list[Enrolment]:
    users = User.objects.bulk_create(User(sign_in_name=f"c{uuid4().hex[:12]}", password="!") for _ in range(number))
    usual = {"audience": Audience.PARTICIPANT, "pathway": "mental-health", "starts_on": cohort.today(timezone.now())}
    return Enrolment.objects.bulk_create(Enrolment(person=user, cohort=cohort, **{**usual, **fields}) for user in users)


def handed_in(
    learns: Enrolment,
    edition_id: int,
    answers: dict[str, Any],
    *,
    reviews: dict[str, bool] | None = None,
    **fields: Any,
) -> Attempt:
    """`reviews` says of each question of another week (id -> right) how it went; `fields["came_from"]` its edition."""
    edition = editions.get(edition_id)
    quiz = editions.content(edition).quiz
    result, at = mark_quiz(quiz, answers), timezone.now() + timedelta(days=fields.pop("days", 0))
    came_from = fields.pop("came_from", None)
    attempt = Attempt.objects.create(
        enrolment=learns,
        edition=edition,
        asks=[question["id"] for question in quiz["questions"]],
        reviews=[[came_from, question] for question in reviews or ()],
        started_at=at,
        submitted_at=at,
        right=result.right,
        out_of=result.out_of,
        percent=result.percent,
        passed=result.passed,
        **{"number": 1, "module_key": edition.module_key, **fields},
    )
    marks = {key: mark.correct for key, mark in result.marks.items() if key in answers} | (reviews or {})
    Response.objects.bulk_create(
        Response(attempt=attempt, question_id=key, answer=answers.get(key, "x"), saved_at=at, right=right)
        for key, right in marks.items()
    )
    return attempt


def crowd(cohort, edition_id: int, everybody: Iterable[dict[str, Any]]) -> list[Enrolment]:
    """One person for each set of answers."""
    given = list(everybody)
    learns = people(cohort, len(given))
    for one, answers in zip(learns, given, strict=True):
        handed_in(one, edition_id, answers)
    key, now = editions.get(edition_id).module_key, timezone.now()
    ModuleProgress.objects.bulk_create(
        ModuleProgress(enrolment=one, module_key=key, opened_at=now, last_at=now) for one in learns
    )
    return learns
