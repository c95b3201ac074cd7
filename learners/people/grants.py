"""Who holds which role. A program manager says who facilitates a cohort; every other role is the operator's to give and
to end. Nobody gives rights to themselves.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.models import Cohort, Invitation, Program, RoleGrant, User
from learners.people import accounts, roles, site_rights
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
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
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


# --- the operator's -------------------------------------------------------------------------------------------------


@transaction.atomic
def give_role(
    person: User,
    role: str,
    *,
    by: User | None,
    now: datetime,
    program: Program | None = None,
    cohort: Cohort | None = None,
) -> bool:
    """`by` is an operator, or None at the machine itself. What Wagtail knows of the role follows. False where the
    person holds it already.
    """
    _check_is_operator(by)
    if person == by:
        raise ValidationError(_("Nobody gives rights to themselves. Ask another operator."))
    _check_scope(role, program, cohort)
    if _same(person, role, program, cohort).exists():
        site_rights.follow(person, role, held=True)
        return False
    _check_goes_together(person, role)
    RoleGrant.objects.create(person=person, role=role, program=program, cohort=cohort, granted_at=now)
    site_rights.follow(person, role, held=True)
    invitations.end_open(person, now=now)
    audit.note("role-given", by=by, now=now, cohort=cohort, person=str(person.uid), role=str(role))
    return True


@transaction.atomic
def end_role(
    person: User,
    role: str,
    *,
    by: User | None,
    now: datetime,
    program: Program | None = None,
    cohort: Cohort | None = None,
) -> bool:
    """Out on the next request. False where the person does not hold it. The last operator cannot be ended."""
    _check_is_operator(by)
    if role == Role.OPERATOR:
        _check_is_not_last(person)
    if not _same(person, role, program, cohort).update(ended_at=now):
        return False
    if not roles.standing(person).filter(role=role).exists():
        site_rights.follow(person, role, held=False)
    audit.note("role-ended", by=by, now=now, cohort=cohort, person=str(person.uid), role=str(role))
    return True


def _same(person: User, role: str, program: Program | None, cohort: Cohort | None) -> QuerySet[RoleGrant]:
    return roles.standing(person).filter(role=role, program=program, cohort=cohort)


def _check_is_operator(by: User | None) -> None:
    if by is not None and not roles.is_operator(by):
        raise ValidationError(_("Roles are given by the operator of this site."))


def _check_scope(role: str, program: Program | None, cohort: Cohort | None) -> None:
    wanted = {Role.FACILITATOR: (False, True), Role.PROGRAM_MANAGER: (True, False)}.get(Role(role), (False, False))
    if (program is not None, cohort is not None) != wanted:
        raise ValidationError(_("A facilitator has a group, a program manager a program, other roles neither."))


def _check_goes_together(person: User, role: str) -> None:
    apart = {Role.FACILITATOR: Role.PROGRAM_MANAGER, Role.PROGRAM_MANAGER: Role.FACILITATOR}
    if role in apart and roles.standing(person).filter(role=apart[Role(role)]).exists():
        raise ValidationError(_("A program manager does not see what facilitators see. End the other role first."))


def _check_is_not_last(person: User) -> None:
    """Two who end each other at once wait for each other here."""
    standing = RoleGrant.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    operators = list(standing.filter(role=Role.OPERATOR, ended_at=None).order_by("pk"))
    if not any(one.person_id != person.pk and one.person.is_active for one in operators):
        raise ValidationError(_("This is the last operator. Give the role to somebody else first."))
