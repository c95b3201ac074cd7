"""Corrections of wrong keys: what counts as right as well, for whom, and what an attempt then comes to.

A correction counts in the programs that its author managed when it was made: nobody decides beyond the own programs.
It reads, and never writes; `learners.learning.remarks` does.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.prepared import Prepared
from courses import editions
from courses.quiz.corrected import AlsoRight, mark_again
from courses.quiz.marking import QuizResult
from learners.models import Attempt, KeyCorrection, RoleGrant


def counting_in(program: Any) -> QuerySet[KeyCorrection]:
    """`program` is a primary key. In the order in which they were made."""
    managed = RoleGrant.objects.filter(
        person=OuterRef("by"),
        role=RoleGrant.Role.PROGRAM_MANAGER,
        program=program,
        granted_at__lte=OuterRef("at"),
    ).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=OuterRef("at")))
    return KeyCorrection.objects.filter(Exists(managed)).order_by("pk")


_of_edition: Prepared[KeyCorrection] = Prepared(
    lambda edition, program: counting_in(program).filter(edition=edition), int, int
)


def of_edition(edition_id: int, program_id: int) -> list[KeyCorrection]:
    """One query, as cheap as they come: every hand-in asks."""
    return _of_edition(edition_id, program_id)


def also_right(edition_ids: Collection[int], program_id: int) -> dict[int, AlsoRight]:
    """Edition -> question -> answers. One query; editions without a correction are left out."""
    found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in counting_in(program_id).filter(edition__in=edition_ids):
        found[one.edition_id][one.question_id].append(one.right)
    return {edition: dict(questions) for edition, questions in found.items()}


def by_question(corrections: Collection[KeyCorrection]) -> AlsoRight:
    """Of one edition."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in corrections:
        found[one.question_id].append(one.right)
    return dict(found)


def marked_again(attempt: Attempt, answers: Mapping[str, Any], right_as_well: AlsoRight) -> QuizResult:
    """What the attempt comes to, by its own edition: pure, and never less than it was."""
    content = editions.content(editions.get(attempt.edition_id))
    own = [content.questions[question] for question in content.questions if question in set(attempt.asks)]
    pass_mark = content.quiz["pass_mark"] if content.quiz else 0
    return mark_again({"pass_mark": pass_mark, "questions": own}, answers, right_as_well, len(attempt.carried))


def event_data(attempt: Attempt, again: QuizResult, newest: KeyCorrection) -> dict[str, Any]:
    """What a re-mark records; `newest` is the last of the corrections that it rests on."""
    return {
        "attempt": str(attempt.id),
        "edition": attempt.edition_id,
        "percent": again.percent,
        "passed": again.passed,
        "correction": newest.pk,
    }
