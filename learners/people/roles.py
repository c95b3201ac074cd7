"""Which roles a person holds, read afresh on every request: a grant that ended is out at once."""

from uuid import UUID

from django.db.models import Q, QuerySet

from learners.models import Cohort, Program, RoleGrant, User

Role = RoleGrant.Role


def standing(person: User) -> QuerySet[RoleGrant]:
    """Grants that have not ended."""
    return RoleGrant.objects.filter(person=person, ended_at__isnull=True)


def follows_groups(person: User) -> bool:
    """As facilitator or program manager. No other role opens a page about people in a group. One query."""
    return standing(person).filter(role__in=[Role.FACILITATOR, Role.PROGRAM_MANAGER]).exists()


def is_staff(person: object) -> bool:
    """Facilitators, managers, authors and operators. One query for most people, two for authors."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return person.is_superuser or standing(person).exists() or can_author(person)


def can_author(person: User) -> bool:
    return person.is_active and person.has_perm("wagtailadmin.access_admin")


def followed_cohorts(person: User) -> QuerySet[Cohort]:
    """Cohorts whose people this person may follow: those facilitated, and all of the programs managed."""
    grants = standing(person)
    return Cohort.objects.filter(
        Q(pk__in=grants.filter(role=Role.FACILITATOR).values("cohort"))
        | Q(program__in=grants.filter(role=Role.PROGRAM_MANAGER).values("program"))
    )


def led_cohorts(person: User) -> QuerySet[Cohort]:
    """Cohorts that this person facilitates."""
    return Cohort.objects.filter(pk__in=standing(person).filter(role=Role.FACILITATOR).values("cohort"))


def managed_programs(person: User) -> QuerySet[Program]:
    return Program.objects.filter(pk__in=standing(person).filter(role=Role.PROGRAM_MANAGER).values("program"))


def curriculum_keys(person: User) -> list[UUID]:
    """What is taught in the programs in which this person facilitates, or which the person manages. One query."""
    grants = standing(person)
    programs = Program.objects.filter(
        Q(pk__in=grants.values("program")) | Q(pk__in=grants.values("cohort__program"))
    ).order_by("pk")
    return list(dict.fromkeys(programs.values_list("curriculum_key", flat=True)))
