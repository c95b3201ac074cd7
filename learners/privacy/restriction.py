"""Who asked that fewer people see the own record: those who lead the group see it, nobody else of the staff does.

Every list and every page of one person asks here; a table, a number or a file of a program leaves the person out.
A cohort as `roles` gives it says whether its asker leads it (`shows_restricted`); one from elsewhere shows nobody.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from learners.models import Cohort, User
from learners.people import roles

M = TypeVar("M", bound=Model)


def open_to(asker: User, path: str = "") -> Q:
    """Episodes that this member of staff may see. `path` leads to them, as "enrolment__"."""
    return Q(**{f"{path}restricted_at": None}) | Q(**{f"{path}cohort__in": roles.led_cohorts(asker)})


def shown_in(cohort: Cohort, people: QuerySet[M]) -> QuerySet[M]:
    """Of the episodes of one cohort, those that its asker may see."""
    return people if cohort.shows_restricted else unrestricted(people)


def shown_in_all(cohorts: Iterable[Cohort], people: QuerySet[M]) -> QuerySet[M]:
    led = [cohort.pk for cohort in cohorts if cohort.shows_restricted]
    return people.filter(Q(restricted_at=None) | Q(cohort__in=led))


def unrestricted(people: QuerySet[M], path: str = "") -> QuerySet[M]:
    """For tables and numbers of many."""
    return people.filter(**{f"{path}restricted_at": None})
