"""A person closes the own account. What was done stays; nobody gets in, and nothing is shown to anybody any more."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.families import links
from learners.models import ConsentEnd, RoleGrant, User
from learners.privacy import parting
from learners.safekeeping import audit

OPERATOR = RoleGrant.Role.OPERATOR

# --- questions ------------------------------------------------------------------------------------------------------


def check_can_close(person: User) -> None:
    """Raises ValidationError. Somebody must be left who can run the machine."""
    if is_operator(person) and not _other_operators(person):
        raise ValidationError(_("Yours is the last account of an operator. Add another one first."))


def is_operator(person: User) -> bool:
    return person.is_superuser or RoleGrant.objects.filter(person=person, role=OPERATOR, ended_at=None).exists()


def _other_operators(person: User) -> bool:
    others = User.objects.filter(is_active=True, erased_at=None).exclude(pk=person.pk)
    granted = RoleGrant.objects.filter(role=OPERATOR, ended_at=None)
    return others.filter(is_superuser=True).exists() or others.filter(pk__in=granted.values("person")).exists()


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def close(person: User, *, by: User, now: datetime) -> None:
    """Raises ValidationError. The program can open it again; what was shown to others is not shown again by that."""
    if by != person:
        raise ValidationError(_("Everybody closes the own account only."))
    list(
        User.objects.select_for_update(no_key=True)
        .filter(is_superuser=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_can_close(person)
    parting.end_shared_sheets(person, now=now)
    links.end_all_of(person, ConsentEnd.How.LINK_ENDED, by=person, now=now)
    audit.note("account-closed-by-oneself", by=person, now=now, about=person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    parting.end_ways_in(person, by=person, now=now)
