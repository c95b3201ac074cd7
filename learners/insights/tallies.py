"""Counts first tries in the database: each person's very first attempt at a module, of participants only.

What family members answer is nobody's to look at, and a retry asks only what was missed. The database adds up; what
comes back is one row for each different answer, however many people there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from learners.insights.questions import Given, Tally
from learners.models import Attempt, Audience, Cohort, Program
from learners.privacy import restriction

Scope = Cohort | Program


def first_tries(scope: Scope) -> QuerySet[Attempt]:
    """Handed in. Who came back in a new episode has answered before: that counts, not the second first try."""
    before = _handed_in().filter(
        module_key=OuterRef("module_key"),
        enrolment__person=OuterRef("enrolment__person"),
        enrolment__episode__lt=OuterRef("enrolment__episode"),
    )
    return _of(scope).filter(Q(enrolment__episode=1) | ~Exists(before))


def reviewing(scope: Scope) -> QuerySet[Attempt]:
    """Attempts that asked something of another week again."""
    return _of(scope).exclude(reviews=[])


def _of(scope: Scope) -> QuerySet[Attempt]:
    name = "enrolment__cohort" if isinstance(scope, Cohort) else "enrolment__cohort__program"
    return _handed_in().filter(**{name: scope})


def _handed_in() -> QuerySet[Attempt]:
    tries = Attempt.objects.filter(number=1, submitted_at__isnull=False, enrolment__audience=Audience.PARTICIPANT)
    return restriction.unrestricted(tries, "enrolment__")


def of_editions(tries: QuerySet[Attempt]) -> dict[UUID, dict[int, Tally]]:
    """Module key -> edition -> everybody. One query."""
    found: dict[UUID, dict[int, Tally]] = defaultdict(dict)
    for key, edition, *sums in _summed(tries.values_list("module_key", "edition")):
        found[key][edition] = Tally(*sums)
    return dict(found)


def of_answers(tries: QuerySet[Attempt], editions: Collection[int]) -> dict[int, dict[str, list[Given]]]:
    """Edition -> question -> what was answered by whom. One query."""
    rows = tries.filter(edition__in=editions, responses__isnull=False)
    found: dict[int, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for edition, question, answer, *sums in _summed(
        rows.values_list("edition", "responses__question_id", "responses__answer")
    ):
        found[edition][question].append(Given(answer, Tally(*sums)))
    return found


def _summed(rows: QuerySet[Any, Any]) -> Iterable[Any]:
    squares = Sum(F("right") * F("right"))
    return rows.annotate(people=Count("pk"), score=Sum("right"), squares=squares).iterator(chunk_size=2000)
