"""One-time codes with which a person sets a password for the account that the clinic made.

A code is shown once, to whoever made it, and then only its hash is known here. It works once, for 72 hours.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from learners.models import Enrolment, Invitation, Program, User
from learners.people import roles
from learners.post import outbox
from learners.safekeeping import audit

LASTS = timedelta(hours=72)
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: 5 bits each
LENGTH, GROUP = 12, 4
READ_AS = str.maketrans("OIL", "011", " -\u2010\u2011\u2012\u2013\u2014\u00a0\t")
SALT = "learners.invitations"  # stays: the codes on slips are hashed with it

# --- questions ------------------------------------------------------------------------------------------------------


def plain(typed: str) -> str:
    """The code as a person typed it, without dashes and mistakes of the eye."""
    return typed.strip().upper().translate(READ_AS)


def grouped(code: str) -> str:
    """As it is written for people: in fours, with dashes."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest(code: str) -> str:
    return salted_hmac(SALT, plain(code), algorithm="sha256").hexdigest()


def link(code: str) -> str:
    """The code stands behind the #, so it reaches no server's log."""
    return f"{settings.BASE_URL}{reverse('welcome')}#{code}"


def usable(code: str, *, now: datetime) -> Invitation | None:
    """One query, whatever is wrong with the code."""
    found = Invitation.objects.select_related("person").filter(code_hash=digest(code)).first()
    return found if found and is_usable(found, now=now) else None


def is_usable(made: Invitation, *, now: datetime) -> bool:
    """Whether its code opens the account now."""
    return made.used_at is None and made.ended_at is None and made.expires_at > now and made.person.is_active


def check_may_invite(person: User, by: User) -> None:
    """A code opens the account, so nobody may make one for rights that they could not give themselves."""
    if person == by:
        raise ValidationError(_("To change your own password, sign out and choose “I do not know my password”."))
    if person.erased_at:
        raise ValidationError(_("This person was erased, and the account stays closed."))
    if person.is_superuser or roles.can_author(person):
        raise ValidationError(_("This account has rights of its own on this site. Ask the operator for a new code."))
    grants = list(roles.standing(person).select_related("cohort"))
    managed = set(roles.managed_programs(by).values_list("pk", flat=True)) if grants else set()
    if any(grant.cohort is None or grant.cohort.program_id not in managed for grant in grants):
        raise ValidationError(_("This account belongs to staff, too. Ask the operator for a new code."))


def may_invite(person: User, by: User) -> bool:
    try:
        check_may_invite(person, by)
    except ValidationError:
        return False
    return True


def open_of(people: Iterable[int]) -> dict[int, Invitation]:
    """The open invitation of each person, run out or not. One query."""
    found = Invitation.objects.filter(person__in=list(people), used_at=None, ended_at=None)
    return {one.person_id: one for one in found}


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make(
    person: User,
    *,
    way: str,
    by: User,
    now: datetime,
    enrolment: Enrolment | None = None,
    program: Program | None = None,
) -> str:
    """End the codes before it and return a new one; with the way `mail`, write the mail. Raises ValidationError."""
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    check_may_invite(person, by)
    if not person.is_active:
        raise ValidationError(_("This account is closed. Open it again first."))
    if way == Invitation.Way.MAIL and not person.email:
        raise ValidationError(_("There is no email address. Add one, or print a slip."))
    end_open(person, now=now)
    code = new_code()
    made = Invitation.objects.create(
        person=person, way=way, code_hash=digest(code), made_at=now, expires_at=now + LASTS, by=by
    )
    if way == Invitation.Way.MAIL:
        because = f"invitation:{made.uid}"  # see mail_reasons.py: it goes out only while the code opens something
        outbox.write(person.email, _("You have a new message"), _letter(code), now=now, because=because)
    of = {"person": str(person.uid), "invitation": str(made.uid), "program": str(program.uid) if program else ""}
    audit.note("invited", by=by, now=now, about=None, enrolment=enrolment, cohort=None, reason="", **of)
    return code


@transaction.atomic
def make_for_staff(person: User, *, now: datetime) -> str:
    """A code that the operator makes on the machine itself, for whatever rights. It stands in the person's own name."""
    end_open(person, now=now)
    code = new_code()
    slip = Invitation.Way.SLIP
    Invitation.objects.create(
        person=person, way=slip, code_hash=digest(code), made_at=now, expires_at=now + LASTS, by=person
    )
    audit.note("invited", by=None, now=now, person=str(person.uid))
    return code


def end_open(person: User, *, now: datetime) -> None:
    """No code made before now opens this account."""
    Invitation.objects.filter(person=person, used_at=None, ended_at=None).update(ended_at=now)


@transaction.atomic
def accept(invitation: Invitation, password: str, *, now: datetime) -> User | None:
    """Set the password; None where the code was used or ended in the meantime. Of two at once, one wins."""
    open_now = Invitation.objects.filter(pk=invitation.pk, used_at=None, ended_at=None, expires_at__gt=now)
    if not open_now.update(used_at=now):
        return None
    person = User.objects.select_for_update(no_key=True).get(pk=invitation.person_id)
    if not person.is_active:
        return None
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.note("invitation-used", by=person, now=now, person=str(person.uid), invitation=str(invitation.uid))
    return person


def new_code() -> str:
    """Twelve symbols in three groups: 60 bits."""
    return grouped("".join(secrets.choice(SYMBOLS) for _place in range(LENGTH)))


def _letter(code: str) -> str:
    lines = [
        _("Hello,"),
        _("there is a message for you. Open this page and choose a password:"),
        link(code),
        _("If the page asks for a code, it is %(code)s. It works once, for three days.") % {"code": code},
        _("If you do not know what this is about, you need not do anything."),
    ]
    return "\n\n".join(lines)
