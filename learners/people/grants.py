"""Who facilitates which cohort, as its program manager sets it. Nobody gives rights to themselves, and no manager makes
another one: that is the operator's.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.models import Cohort, Invitation, Program, RoleGrant, User
from learners.people import accounts, roles
from learners.safekeeping import audit

Role = RoleGrant.Role

# --- questions ------------------------------------------------------------------------------------------------------


def facilitators(cohort: Cohort) -> QuerySet[User]:
    """Who facilitates it now."""
    standing = cohort.grants.filter(role=Role.FACILITATOR, ended_at=None)
    return User.objects.filter(pk__in=standing.values("person")).order_by("first_name", "last_name", "pk")


def known(program: Program) -> QuerySet[User]:
    """Accounts of staff that facilitate, or did, a cohort of this program. Nobody else is shown to its manager."""
    grants = RoleGrant.objects.filter(role=Role.FACILITATOR, cohort__program=program)
    return User.objects.filter(pk__in=grants.values("person"), is_active=True, is_superuser=False)


def candidates(cohort: Cohort, by: User) -> QuerySet[User]:
    """Who may be added to a cohort."""
    others = known(cohort.program).exclude(pk=by.pk).exclude(pk__in=facilitators(cohort))
    managers = RoleGrant.objects.filter(role=Role.PROGRAM_MANAGER, ended_at=None)
    return others.exclude(pk__in=managers.values("person")).order_by("first_name", "last_name", "pk")


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def grant(cohort: Cohort, person: User, *, by: User, now: datetime) -> None:
    """Let a person facilitate a cohort. A code made for this account before no longer opens it."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if person == by:
        raise ValidationError(_("Nobody gives rights to themselves. Ask the operator."))
    if cohort.grants.filter(person=person, role=Role.FACILITATOR, ended_at=None).exists():
        return
    if roles.standing(person).filter(role=Role.PROGRAM_MANAGER).exists():
        raise ValidationError(_("A program manager does not see what facilitators see. Ask the operator."))
    RoleGrant.objects.create(person=person, role=Role.FACILITATOR, cohort=cohort, granted_at=now)
    invitations.end_open(person, now=now)
    audit.note("facilitator-granted", by=by, now=now, cohort=cohort, person=str(person.uid))


@transaction.atomic
def end(cohort: Cohort, person: User, *, by: User, now: datetime) -> bool:
    """Out on the next request."""
    standing = cohort.grants.filter(person=person, role=Role.FACILITATOR, ended_at=None)
    if not standing.update(ended_at=now):
        return False
    audit.note("facilitator-ended", by=by, now=now, cohort=cohort, person=str(person.uid))
    return True


@transaction.atomic
def invite_facilitator(
    cohort: Cohort, *, sign_in_name: str, first_name: str, last_name: str, email: str, way: str, by: User, now: datetime
) -> User:
    """A new account that facilitates this cohort, and where the way is mail, its invitation."""
    person = accounts.make(
        sign_in_name=sign_in_name,
        first_name=first_name,
        last_name=last_name,
        email=email,
        cohort=cohort,
        by=by,
        now=now,
    )
    grant(cohort, person, by=by, now=now)
    if way == Invitation.Way.MAIL:
        invitations.make(person, way=way, by=by, now=now, program=cohort.program)
    return person
