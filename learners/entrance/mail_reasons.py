"""Why a mail was written, and whether that still holds when it is about to go out: nobody gets a key to what has ended.

A reason reads "invitation:<uid>" or "account:<uid>". One that nobody knows holds no longer.
"""

from datetime import datetime
from uuid import UUID

from learners.entrance import invitations
from learners.models import Invitation, User


def still(because: str, to: str, now: datetime) -> bool:
    """The account is open and has this address, and an invitation opens it yet. One query."""
    kind, _, uid = because.partition(":")
    if kind == "invitation":
        made = Invitation.objects.select_related("person").filter(uid=UUID(uid)).first()
        return made is not None and invitations.is_usable(made, now=now) and _has_address(made.person, to)
    person = User.objects.filter(uid=UUID(uid)).first() if kind == "account" else None
    return person is not None and person.is_active and _has_address(person, to)


def _has_address(person: User, to: str) -> bool:
    return person.email.lower() == to.lower()
