"""A calendar that tells when, and nothing else; and only as long as somebody belongs there."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from learners.groups import calendars, sessions
from learners.models import AuditEvent, CalendarFeed, RoleGrant, User
from learners.people import enrolments
from learners.planning import pauses
from tests.factories.people import make_cast
from tests.learners.pages.test_queries import queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 26, 15, tzinfo=UTC)  # Monday; the clocks change on November 1
MONDAY = date(2026, 10, 26)


@pytest.fixture
def cast(program, time_machine):
    time_machine.move_to(NOW, tick=False)
    return make_cast(program.program_key, starts_on=date(2026, 10, 1))


def address(person) -> str:
    return reverse("calendar_feed", args=[calendars.make_feed(person, now=NOW)])


def events(url: str) -> dict[date, object]:
    answer = Client().get(url)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {event.start.astimezone(UTC).date(): event for event in found}


# --- what is in it --------------------------------------------------------------------------------------------------


def test_it_holds_four_weeks_back_and_twelve_ahead_since_the_start(cast):
    days = sorted(events(address(cast.ana)))
    assert days[0] == date(2026, 10, 2)  # a Friday; Ana began on Thursday
    assert days[-1] == date(2027, 1, 18)
    assert {day.weekday() for day in days} == {0, 2, 4}


def test_times_are_instants_that_follow_the_clocks(cast):
    found = events(address(cast.ana))
    assert found[date(2026, 10, 30)].start == datetime(2026, 10, 30, 14, tzinfo=UTC)
    assert found[date(2026, 11, 2)].start == datetime(2026, 11, 2, 15, tzinfo=UTC)
    body = Client().get(address(cast.ana)).content.decode()
    assert "VTIMEZONE" not in body
    assert re.search(r"DTSTART:20261030T140000Z", body)


def test_a_meeting_in_the_hour_that_is_there_twice_has_its_right_length(cast):
    cast.morning.days, cast.morning.starts_at, cast.morning.ends_at = [6], time(0, 30), time(3)
    cast.morning.save()
    event = events(address(cast.ana))[date(2026, 11, 1)]
    assert event.end - event.start == timedelta(hours=3, minutes=30)


def test_it_tells_nothing_but_when(cast):
    body = Client().get(address(cast.ana)).content.decode()
    for word in ("group", "Morning", "program", "Groundwork", "Ana", "recovery", "DESCRIPTION", "LOCATION", "IOP"):
        assert word.lower() not in body.lower(), word
    assert "SUMMARY:Appointment" in body
    assert "DTSTAMP:20261026T000000Z" in body


def test_a_session_that_is_called_off_is_cancelled_and_a_moved_one_moves(cast):
    url = address(cast.ana)
    before = events(url)
    sessions.call_off(cast.morning, MONDAY, by=cast.gil, now=NOW)
    sessions.plan(cast.morning, date(2026, 10, 28), starts_at=time(10), by=cast.gil, now=NOW)
    after = events(url)
    assert (before[MONDAY]["STATUS"], after[MONDAY]["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before[MONDAY]["UID"] == after[MONDAY]["UID"]
    assert after[date(2026, 10, 28)].start == datetime(2026, 10, 28, 15, tzinfo=UTC)
    assert before[date(2026, 10, 28)]["UID"] == after[date(2026, 10, 28)]["UID"]


def test_ids_stay_with_a_new_address_and_differ_between_people(cast):
    mine, again = (events(address(cast.ana))[MONDAY]["UID"] for _ in range(2))
    assert mine == again
    assert mine != events(address(cast.fay))[MONDAY]["UID"]


def test_a_pause_has_no_appointments(cast):
    pauses.pause(cast.ana_learns, first=MONDAY, until=date(2026, 11, 2), by=cast.gil, now=NOW)
    days = set(events(address(cast.ana)))
    assert MONDAY not in days
    assert date(2026, 11, 2) in days


def test_a_facilitator_has_the_groups_that_are_led_and_a_manager_none(cast):
    assert MONDAY in events(address(cast.gil))
    assert events(address(cast.mia)) == {}


# --- how long -------------------------------------------------------------------------------------------------------


def test_after_discharge_it_is_empty_at_once(cast):
    url = address(cast.ana)
    enrolments.end(cast.ana_learns, on=MONDAY, by=None, now=NOW)
    assert events(url) == {}


def test_a_facilitator_who_was_removed_reads_nothing_more(cast):
    url = address(cast.gil)
    RoleGrant.objects.filter(person=cast.gil).update(ended_at=NOW)
    assert events(url) == {}


def test_unknown_ended_and_closed_look_the_same(cast):
    ended, closed = address(cast.ana), address(cast.ben)
    calendars.end_feed(cast.ana, now=NOW)
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    answers = [Client().get(url) for url in (ended, closed, reverse("calendar_feed", args=["nobody"]))]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_only_a_hash_of_the_address_is_stored_and_a_new_one_ends_it(cast):
    token = calendars.make_feed(cast.ana, now=NOW)
    assert token not in str(list(CalendarFeed.objects.values()))
    assert token not in str(list(AuditEvent.objects.values()))
    calendars.make_feed(cast.ana, now=NOW)
    assert calendars.holder_of(token) is None
    assert CalendarFeed.objects.filter(ended_at__isnull=True).count() == 1


def test_it_is_kept_nowhere_and_answers_a_known_tag_shortly(cast):
    url = address(cast.ana)
    first = Client().get(url)
    assert first["Cache-Control"] == "no-store, private"
    assert first["Content-Type"].startswith("text/calendar")
    assert first["Content-Security-Policy"]
    assert "session" not in first.cookies
    again = Client().get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    sessions.call_off(cast.morning, MONDAY, by=cast.gil, now=NOW)
    assert Client().get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_can_only_be_read(cast):
    assert Client().post(address(cast.ana)).status_code == 405


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ana", "fay"])
def test_participants_and_families_read_their_next_meetings_in_words(cast, client, name):
    sessions.call_off(cast.morning, date(2026, 10, 28), by=cast.gil, now=NOW)
    client.force_login(getattr(cast, name))
    page = client.get(reverse("family_calendar" if name == "fay" else "calendar")).content.decode()
    assert "Wednesday, October 28" in page
    assert "called off" in page
    assert "9 a.m. – noon" in page
    assert "Morning group" not in page


def test_the_address_is_shown_once(cast, client):
    client.force_login(cast.ana)
    url = reverse("calendar")
    made = client.post(url, {"do": "make"}).content.decode()
    found = re.search(r"http://testserver(/calendar/[^<]+\.ics)", made)
    assert found
    assert events(found[1])
    assert ".ics" not in client.get(url).content.decode()
    assert "It cannot be shown" in client.get(url).content.decode()
    assert client.post(url, {"do": "end"}).status_code == 302
    assert Client().get(found[1]).status_code == 404


def test_the_page_and_the_feed_take_as_many_queries_with_much_to_show(cast, client):
    client.force_login(cast.gil)
    url = address(cast.gil)
    for day in range(1, 20):
        sessions.plan(cast.morning, sorted(events(url))[day], starts_at=time(8), ends_at=time(9), by=cast.gil, now=NOW)
    assert queries(Client(), "get", url) <= 4
    assert queries(client, "get", reverse("staff_calendar")) <= 9
