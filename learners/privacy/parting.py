"""What ends when an account is closed or erased: being signed in, codes, calendars, and what is shown to others.

Nothing is deleted here, and nobody is told why.
"""

from datetime import datetime

from django.contrib.sessions.models import Session

from learners.entrance import devices, invitations
from learners.models import CalendarFeed, User
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


def end_shared_sheets(person: User, *, now: datetime) -> None:
    """What the person shows to the team."""
    for key in {sheet.module_key for sheet in sharing.of_person(person)}:
        sharing.stop(person, key, now=now)
