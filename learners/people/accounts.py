"""Makes, changes, closes and opens accounts. An account is never deleted: what the person did is kept."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from learners.entrance import invitations, sign_in_names, told
from learners.models import Cohort, Enrolment, User
from learners.safekeeping import audit


@transaction.atomic
def make(
    *,
    sign_in_name: str,
    by: User | None,
    now: datetime,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    cohort: Cohort | None = None,
) -> User:
    """Without a password: an invitation sets one. Raises ValidationError; of a taken name it does not say whose."""
    person = User(sign_in_name=sign_in_name, first_name=first_name, last_name=last_name, email=email)
    person.set_unusable_password()
    person.clean()
    person.clean_fields()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise name_is_taken() from error
    audit.note("account-made", by=by, now=now, cohort=cohort, person=str(person.uid))
    return person


def name_is_taken() -> ValidationError:
    free = sign_in_names.suggest()
    return ValidationError(_("That sign-in name cannot be had. %(free)s is free."), code="taken", params={"free": free})


@transaction.atomic
def change(
    person: User, *, first_name: str, last_name: str, email: str, enrolment: Enrolment, by: User, now: datetime
) -> bool:
    """Names and address. Mail to the address opens the account, so it wants the same right as an invitation."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    new = {"first_name": first_name.strip(), "last_name": last_name.strip(), "email": email.strip().lower()}
    changed = [name for name, value in new.items() if getattr(person, name) != value]
    if not changed:
        return False
    invitations.check_may_invite(person, by)
    before = person.email
    for name in changed:
        setattr(person, name, new[name])
    person.clean_fields()
    person.email_unproven = person.email_unproven and "email" not in changed  # staff asked the person
    person.save(update_fields=[*changed, "email_unproven"])
    if "email" in changed:
        invitations.end_open(person, now=now)  # one may be on its way to the old address
        for address in (before, person.email):
            told.changed(address, now=now)
    audit.note("account-changed", by=by, now=now, enrolment=enrolment, person=str(person.uid), fields=len(changed))
    return True


@transaction.atomic
def close(person: User, *, enrolment: Enrolment, by: User, now: datetime) -> None:
    """Out on the next request, and no code opens it."""
    _set_active(person, False, enrolment, by, now)
    invitations.end_open(person, now=now)


@transaction.atomic
def reopen(person: User, *, enrolment: Enrolment, by: User, now: datetime) -> None:
    _set_active(person, True, enrolment, by, now)


def _set_active(person: User, active: bool, enrolment: Enrolment, by: User, now: datetime) -> None:
    invitations.check_may_invite(person, by)
    if User.objects.filter(pk=person.pk, is_active=not active).update(is_active=active):
        action = "account-reopened" if active else "account-closed"
        audit.note(action, by=by, now=now, enrolment=enrolment, person=str(person.uid))
    person.is_active = active
