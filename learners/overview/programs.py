"""What a program manager sees of the programs: groups, how many are in them, and who facilitates. Questions only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from learners.models import Cohort, Program, RoleGrant, User
from learners.overview import grids


@dataclass(frozen=True, slots=True)
class Group:
    cohort: Cohort
    people: int
    facilitators: tuple[User, ...]


def groups_of(programs: Iterable[Program]) -> dict[int, list[Group]]:
    """By program, open ones first. Two queries for any number."""
    cohorts: QuerySet[Cohort] = grids.with_counts(Cohort.objects.filter(program__in=[one.pk for one in programs]))
    found: dict[int, list[Group]] = defaultdict(list)
    leading = _facilitators(cohorts)
    for cohort in cohorts:
        people: int = cohort.people  # type: ignore[attr-defined]
        found[cohort.program_id].append(Group(cohort, people, tuple(leading[cohort.pk])))
    return found


def managers(program: Program) -> QuerySet[User]:
    standing = program.grants.filter(role=RoleGrant.Role.PROGRAM_MANAGER, ended_at=None)
    return User.objects.filter(pk__in=standing.values("person")).order_by("first_name", "last_name", "pk")


def _facilitators(cohorts: Iterable[Cohort]) -> dict[int | None, list[User]]:
    role = RoleGrant.Role.FACILITATOR
    standing = RoleGrant.objects.filter(role=role, ended_at=None, cohort__in=[one.pk for one in cohorts])
    found: dict[int | None, list[User]] = defaultdict(list)
    for grant in standing.select_related("person").order_by("person__first_name", "pk"):
        found[grant.cohort_id].append(grant.person)
    return found
