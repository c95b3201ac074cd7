"""The connections of a family member, as the family member knows them, and leaving one.

What is listed is what the person said yes to and has not left: their own doing. Whether a connection still stands, and
whether anything was ever signed, changes nothing here, so the list tells nothing about anybody else.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from learners.families import links
from learners.models import FamilyLink, User
from learners.safekeeping import audit

# --- questions ------------------------------------------------------------------------------------------------------


def connections(person: User) -> list[FamilyLink]:
    """The oldest first. One query."""
    return list(FamilyLink.objects.filter(family_member=person, left_at__isnull=True).order_by("taken_up_at", "pk"))


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def leave(person: User, link_uid: UUID, *, now: datetime) -> bool:
    """End it, if it still stands: the other person reads "not connected", and not why. False where it is nobody's of
    this person, or was left before.
    """
    mine = FamilyLink.objects.select_for_update(no_key=True).filter(
        uid=link_uid, family_member=person, left_at__isnull=True
    )
    link = mine.first()
    if link is None:
        return False
    links.end(link, by=person, now=now)
    FamilyLink.objects.filter(pk=link.pk).update(left_at=now)
    audit.note("connection-left", by=person, now=now, about=person, link=str(link.uid))
    return True
