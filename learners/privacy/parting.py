"""What ends when an account is closed or erased: being signed in, codes, calendars, and what is shown to others.

Nothing is deleted here, and nobody is told why.
"""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from learners.entrance import devices, invitations
from learners.models import CalendarFeed, Consent, ConsentEnd, FamilyLink, FamilyShare, User
from learners.safekeeping import sharing

AUTH_KEY = "_auth_user_id"


def end_ways_in(person: User, *, by: User | None, now: datetime) -> None:
    """Out at once, everywhere; no code and no calendar address works any more."""
    devices.end_others(person, here=None, by=by, now=now)
    end_sessions(person)
    invitations.end_open(person, now=now)
    CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=now)


def end_sessions(person: User) -> int:
    """Also those that no list knows of. Reads all running sessions, which name their person only inside."""
    rows = Session.objects.iterator(chunk_size=500)
    keys = [row.session_key for row in rows if row.get_decoded().get(AUTH_KEY) == str(person.pk)]
    return Session.objects.filter(session_key__in=keys).delete()[0]


def end_links(person: User, *, how: str, by: User | None, now: datetime) -> int:
    """Connections with family members, on whichever side the person stands, and all that was shown over them."""
    mine = Q(participant__person=person) | Q(family_member=person)
    links = list(FamilyLink.objects.select_for_update(of=("self",)).filter(mine, ended_at=None))
    end_consents(links, how=how, by=by, now=now)
    FamilyShare.objects.filter(link__in=links, ended_at=None).update(ended_at=now)
    ids = [link.pk for link in links]
    return FamilyLink.objects.filter(pk__in=ids).update(ended_at=now, ended_by=by, code_hash=None)


def end_consents(links: list[FamilyLink], *, how: str, by: User | None, now: datetime) -> None:
    standing = Consent.objects.filter(link__in=links, end=None)
    ConsentEnd.objects.bulk_create(ConsentEnd(consent=one, how=how, at=now, by=by) for one in standing)


def end_shared_sheets(person: User, *, now: datetime) -> None:
    """What the person shows to the team."""
    for key in {sheet.module_key for sheet in sharing.of_person(person)}:
        sharing.stop(person, key, now=now)
