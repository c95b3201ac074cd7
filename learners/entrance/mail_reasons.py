"""Why a mail was written, and whether that still holds when it is about to go out: nobody gets a key to what has ended.

A reason reads "invitation:<uid>", "family:<hash of a code>" or "account:<uid>". One that nobody knows holds no longer.
"""

from datetime import datetime
from uuid import UUID

from learners.entrance import invitations
from learners.models import FamilyLink, Invitation, User


def still(because: str, to: str, now: datetime) -> bool:
    """The account is open and has this address, and an invitation opens it yet. One query."""
    kind, _, uid = because.partition(":")
    if kind == "invitation":
        made = Invitation.objects.select_related("person").filter(uid=UUID(uid)).first()
        return made is not None and invitations.is_usable(made, now=now) and _has_address(made.person, to)
    if kind == "family":
        return _waits_for_code(uid, now)
    person = User.objects.filter(uid=UUID(uid)).first() if kind == "account" else None
    return person is not None and person.is_active and _has_address(person, to)


def _waits_for_code(code_hash: str, now: datetime) -> bool:
    """Somebody is still waited for who comes with this very code, and the participant's account is open."""
    waiting = FamilyLink.objects.filter(code_hash=code_hash, code_expires_at__gt=now)
    return waiting.filter(participant__person__is_active=True).exists()


def _has_address(person: User, to: str) -> bool:
    return person.email.lower() == to.lower()
