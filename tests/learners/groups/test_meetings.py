"""When a cohort meets, and who was there for how long."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from learners.groups import attendance, meetings
from learners.models import Attendance, GroupSession
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 30)
SPRING_FORWARD = date(2027, 3, 14)  # in Chicago


def session(cast, day=MONDAY, **more) -> GroupSession:
    usual = {"starts_at": time(9), "ends_at": time(12), "by": cast.gil}
    return GroupSession.objects.create(cohort=cast.morning, held_on=day, **{**usual, **more})


def there(cast, held, status="present", **more) -> Attendance:
    return Attendance.objects.create(
        session=held, enrolment=cast.ana_learns, status=status, by=cast.gil, at=timezone.now(), **more
    )


def test_a_group_meets_on_its_usual_days(cast):
    found = meetings.between(cast.morning, MONDAY, MONDAY + timedelta(days=6))
    assert [meeting.day.weekday() for meeting in found] == [0, 2, 4]
    assert all(meeting.session is None and meeting.takes_place for meeting in found)


def test_what_staff_did_about_a_day_stands_in_its_place(cast, django_assert_num_queries):
    session(cast, state=GroupSession.State.CALLED_OFF)
    session(cast, MONDAY + timedelta(days=1))
    with django_assert_num_queries(1):
        found = meetings.between(cast.morning, MONDAY, MONDAY + timedelta(days=6))
    assert [meeting.day.weekday() for meeting in found] == [0, 1, 2, 4]
    assert [meeting.takes_place for meeting in found] == [False, True, True, True]


def test_a_group_that_no_longer_meets_keeps_what_it_held(cast):
    session(cast, state=GroupSession.State.HELD)
    cast.morning.is_open = False
    assert [meeting.day for meeting in meetings.between(cast.morning, MONDAY, MONDAY + timedelta(days=30))] == [MONDAY]


def test_a_meeting_keeps_its_local_time_when_the_clocks_change(cast):
    cast.morning.days = [6]
    before, after = meetings.between(cast.morning, SPRING_FORWARD - timedelta(days=7), SPRING_FORWARD)
    assert (before.begins.hour, after.begins.hour) == (9, 9)
    assert before.begins.utcoffset() != after.begins.utcoffset()


def test_the_newest_row_of_a_person_counts(cast):
    held = session(cast)
    there(cast, held, "absent")
    last = there(cast, held, "late")
    assert attendance.newest(session=held) == {(held.pk, cast.ana_learns.pk): last}


@pytest.mark.parametrize(
    ("status", "more", "minutes"),
    [
        ("present", {}, 165),
        ("late", {"arrived_at": time(9, 30)}, 135),
        ("left-early", {"left_at": time(10)}, 45),
        ("absent", {}, 0),
        ("made-up", {}, 0),
    ],
)
def test_minutes_in_the_group_are_without_breaks(cast, status, more, minutes):
    held = session(cast, break_minutes=15)
    assert attendance.minutes(held, there(cast, held, status, **more)) == minutes


def test_minutes_follow_what_really_was(cast):
    began = datetime(2026, 11, 30, 15, 10, tzinfo=UTC)  # ten past nine in Chicago
    held = session(cast, began_at=began, ended_at=began + timedelta(hours=2))
    assert attendance.minutes(held, there(cast, held)) == 120


def test_a_short_session_with_a_long_break_never_gives_less_than_nothing(cast):
    held = session(cast, break_minutes=600)
    assert attendance.minutes(held, there(cast, held)) == 0


@pytest.fixture
def cast(program):
    return make_cast(program.program_key)
