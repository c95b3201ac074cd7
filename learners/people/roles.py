"""Which roles a person holds, read afresh on every request: a grant that ended is out at once."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from learners.models import Cohort, Program, RoleGrant, User
from learners.people import site_rights

Role = RoleGrant.Role
ADMIN = "wagtailadmin.access_admin"


def standing(person: User) -> QuerySet[RoleGrant]:
    """Grants that have not ended."""
    return RoleGrant.objects.filter(person=person, ended_at__isnull=True)


def follows_groups(person: User) -> bool:
    """As facilitator or program manager. No other role opens a page about people in a group. One query."""
    return standing(person).filter(role__in=[Role.FACILITATOR, Role.PROGRAM_MANAGER]).exists()


def is_staff(person: object) -> bool:
    """Whoever holds any role, or could come into the admin. One query for staff, three for others."""
    if not isinstance(person, User) or not person.is_active:
        return False
    return person.is_superuser or standing(person).exists() or person.has_perm(ADMIN)


def can_author(person: User) -> bool:
    """Writes pages: by grant, and with the right in Wagtail that follows from it."""
    return person.is_active and person.has_perm(ADMIN) and not site_rights.why_not_into_admin(person)


def is_operator(person: User) -> bool:
    return person.is_active and standing(person).filter(role=Role.OPERATOR).exists()


def followed_cohorts(person: User) -> QuerySet[Cohort]:
    """Cohorts whose people this person may follow: those facilitated, and all of the programs managed. Each knows
    whether the person leads it.
    """
    grants = standing(person)
    led = grants.filter(role=Role.FACILITATOR, cohort=OuterRef("pk"))
    return Cohort.objects.annotate(led_by_asker=Exists(led)).filter(
        Q(pk__in=grants.filter(role=Role.FACILITATOR).values("cohort"))
        | Q(program__in=grants.filter(role=Role.PROGRAM_MANAGER).values("program"))
    )


def led_cohorts(person: User) -> QuerySet[Cohort]:
    """Cohorts that this person facilitates."""
    led = standing(person).filter(role=Role.FACILITATOR).values("cohort")
    return Cohort.objects.annotate(led_by_asker=Value(True)).filter(pk__in=led)


def managed_programs(person: User) -> QuerySet[Program]:
    return Program.objects.filter(pk__in=standing(person).filter(role=Role.PROGRAM_MANAGER).values("program"))


def curriculum_keys(person: User) -> list[UUID]:
    """What is taught in the programs in which this person facilitates, or which the person manages. One query."""
    grants = standing(person)
    programs = Program.objects.filter(
        Q(pk__in=grants.values("program")) | Q(pk__in=grants.values("cohort__program"))
    ).order_by("pk")
    return list(dict.fromkeys(programs.values_list("curriculum_key", flat=True)))
