"""When a person's own groups meet, in words and as a calendar feed that tells nothing else. Questions, then deeds.

A feed is read by programs that cannot sign in, so its address is the secret: only a hash of it is stored, it is shown
once, and it can be ended at any time. What it holds is asked afresh each time, so whoever leaves a group or loses the
account has nothing in it from the next request on.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from learners.groups import meetings
from learners.groups.meetings import Meeting
from learners.models import CalendarFeed, Cohort, Enrolment, User
from learners.people import enrolments, roles
from learners.safekeeping import audit

BACK, AHEAD = timedelta(weeks=4), timedelta(weeks=12)
SHOWN = timedelta(weeks=4)  # on the page
MADE_BY = "-//Calendar//EN"  # no name that says something

# --- questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A cohort to which somebody goes, as learner (with the enrolment) or as facilitator."""

    cohort: Cohort
    enrolment: Enrolment | None = None

    def between(self, first: date, last: date) -> Iterator[Meeting]:
        """Without days before the start, after the end, or on a pause. One query."""
        for meeting in meetings.between(self.cohort, first, last):
            if self.enrolment is None or _goes(self.enrolment, meeting.day):
                yield meeting


def places_of(person: User) -> list[Place]:
    """Running enrolments and cohorts that the person facilitates. Two queries, four where staff changed a plan."""
    if not person.is_active:
        return []
    running = list(Enrolment.objects.filter(person=person, ended_on__isnull=True).select_related("cohort"))
    enrolments.fetch_changes(running)
    learns = [Place(one.cohort, one) for one in running]
    known = {one.cohort.pk for one in learns}
    return learns + [Place(one) for one in roles.led_cohorts(person).order_by("pk") if one.pk not in known]


def coming(person: User, *, now: datetime, audience: str = "") -> list[Meeting]:
    """The next weeks, for the person's own page: of one track, or of all that the person goes to."""
    places = places_of(person)
    if audience:
        places = [place for place in places if place.enrolment and place.enrolment.audience == audience]
    found = [one for place in places for one in _around(place, now, timedelta(0), SHOWN)]
    return sorted((one for one in found if one.ends >= now), key=lambda one: one.begins)


def feed_of(person: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person, ended_at__isnull=True).first()


def holder_of(token: str) -> User | None:
    """Whose feed this is; None for what was never one, was ended, or is of a closed account. One query."""
    feed = CalendarFeed.objects.filter(token_hash=_hash(token), ended_at__isnull=True).select_related("person").first()
    return feed.person if feed and feed.person.is_active else None


def as_ical(person: User, *, now: datetime) -> bytes:
    """Each meeting as a fixed instant, called off or not, and nothing but when. The same all day unless it changes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Appointments"))
    stamp = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for place in places_of(person):
        for meeting in _around(place, now, BACK, AHEAD):
            calendar.add_component(_event(person, meeting, stamp))
    return bytes(calendar.to_ical())


def _event(person: User, meeting: Meeting, stamp: datetime) -> Any:
    """Its id is the same for ever, and another one in the feed of another person: two feeds on one device do not tell
    that two people go to the same group.
    """
    from icalendar import Event

    event = Event()
    event.add("uid", str(uuid5(person.uid, f"{meeting.cohort.uid} {meeting.day}")))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", meeting.begins.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    event.add("summary", _("Appointment"))
    event.add("status", "CONFIRMED" if meeting.takes_place else "CANCELLED")
    event.add("class", "PRIVATE")
    return event


def _around(place: Place, now: datetime, back: timedelta, ahead: timedelta) -> Iterator[Meeting]:
    today = place.cohort.today(now)
    return place.between(today - back, today + ahead)


def _goes(enrolment: Enrolment, day: date) -> bool:
    return enrolment.starts_on <= day and not enrolments.is_away(enrolment, day)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_feed(person: User, *, now: datetime) -> str:
    """A new secret address in place of the one before, which ends. Returns the token, which nobody can read again."""
    _end(person, now)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person=person, token_hash=_hash(token), made_at=now)
    audit.note("calendar-feed-made", by=person, now=now, feed=feed.pk)
    return token


@transaction.atomic
def end_feed(person: User, *, now: datetime) -> bool:
    """From the next request on there is nothing under its address. Says whether there was a feed."""
    ended = _end(person, now)
    if ended:
        audit.note("calendar-feed-ended", by=person, now=now)
    return ended


def _end(person: User, now: datetime) -> bool:
    User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    return bool(CalendarFeed.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now))
