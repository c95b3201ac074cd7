"""Where a person is signed in: the own sessions in plain words, and ending them. Keeps no address of the network."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from learners.entrance import idle
from learners.models import SignIn, User
from learners.safekeeping import audit

# What stands in the words that a browser sends -> what people call it. The first that fits counts.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One session that is running. `last_seen` is true to a minute."""

    uid: UUID
    device: str
    began_at: datetime
    last_seen: datetime
    is_shared: bool
    is_here: bool


def words(user_agent: str) -> str:
    """Family of browser and system, such as "Firefox on Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def running(person: User, here: str | None) -> list[Place]:
    """The newest first. `here` is the key of the session that asks. Two queries."""
    rows = {row.session_key: row for row in SignIn.objects.filter(person=person).order_by("-began_at", "-pk")}
    sessions = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    held = {session.session_key: session.get_decoded() for session in sessions}
    auth_hash = person.get_session_auth_hash()
    return [
        _place(row, held[key], here)
        for key, row in rows.items()
        if key in held and constant_time_compare(held[key].get(HASH_SESSION_KEY, ""), auth_hash) and _lives(held[key])
    ]


def _lives(data: dict[str, Any]) -> bool:
    return not idle.is_over(data, now=time.time())


def _place(row: SignIn, data: dict[str, Any], here: str | None) -> Place:
    seen = datetime.fromtimestamp(data.get(idle.SEEN, row.began_at.timestamp()), UTC)
    return Place(row.uid, row.device, row.began_at, max(seen, row.began_at), row.is_shared, row.session_key == here)


# --- deeds ----------------------------------------------------------------------------------------------------------


def begin(request: HttpRequest, person: User, *, shared: bool, now: datetime) -> SignIn:
    """Note the session that has just begun."""
    if not request.session.session_key:  # emptied, because somebody else was signed in here
        request.session.create()
    device = words(request.headers.get("User-Agent", ""))
    values = {"person": person, "began_at": now, "device": device, "is_shared": shared}
    return SignIn.objects.update_or_create(session_key=request.session.session_key, defaults=values)[0]


def moved(old: str | None, request: HttpRequest) -> None:
    """The session goes on under another key, as after a new password."""
    SignIn.objects.filter(session_key=old).update(session_key=request.session.session_key)


@transaction.atomic
def end(person: User, uid: UUID, *, now: datetime) -> bool:
    """One of the own ones."""
    row = SignIn.objects.filter(person=person, uid=uid).first()
    if row is None:
        return False
    _end([row.session_key])
    audit.note("session-ended", by=person, now=now, about=person, sessions=1)
    return True


@transaction.atomic
def end_others(person: User, *, here: str | None, by: User | None, now: datetime) -> int:
    """All but the one with the key `here`. Returns how many."""
    keys = list(
        SignIn.objects.filter(person=person).exclude(session_key=here or "").values_list("session_key", flat=True)
    )
    if keys:
        _end(keys)
        audit.note("session-ended", by=by, now=now, about=person, sessions=len(keys))
    return len(keys)


@transaction.atomic
def end_all(*, now: datetime) -> None:
    """Of everybody, by the operator on the server. An event for each person."""
    for person in User.objects.filter(pk__in=SignIn.objects.values("person")).order_by("pk"):
        end_others(person, here=None, by=None, now=now)
    Session.objects.all().delete()


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()


def forget_ended(now: datetime) -> int:
    """Rows whose session is gone. Returns how many."""
    session = Session.objects.filter(session_key=OuterRef("session_key"))
    return SignIn.objects.filter(~Exists(session)).delete()[0]
