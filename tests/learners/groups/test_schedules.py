"""The list of a group's sessions, and what is changed from it."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from learners.groups import attendance, sessions
from learners.groups.attendance import Said

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    cast.morning.days = list(range(7))
    cast.morning.save()
    return cast.morning


@pytest.fixture
def today(group, now) -> date:
    return group.today(now)


@pytest.fixture
def staff(cast) -> Client:
    browser = Client()
    browser.force_login(cast.gil)
    return browser


def text(answer) -> str:
    return answer.content.decode()


def test_the_list_tells_topic_state_and_who_was_there(staff, group, today, module, cast, now):
    times = sessions.Times(time(9), time(12))
    sessions.end(group, today, module, times, by=cast.gil, now=now)
    said = {cast.ana_learns.pk: Said("present"), group.enrolments.get(person=cast.dan).pk: Said("absent")}
    attendance.record(group, today, said, by=cast.gil, now=now)
    shown = text(staff.get(reverse("schedule", args=[group.uid])))
    assert module.title in shown
    assert "1 of 2 there" in shown


def test_meetings_are_added_called_off_put_back_and_changed_from_the_list(staff, cast, now, time_machine):
    time_machine.move_to(datetime(2026, 11, 30, 18, tzinfo=now.tzinfo), tick=False)
    staff.force_login(cast.gil)
    place = reverse("schedule", args=[cast.morning.uid])
    extra = {"day": "2026-12-01", "starts_at": "14:00", "ends_at": "15:00"}
    assert staff.post(f"{place}add/", extra).status_code == 302
    again = staff.post(f"{place}add/", extra)
    assert again.status_code == 422
    assert "meets on that day already" in text(again)
    assert staff.post(f"{place}add/", {"day": "soon"}).status_code == 422
    assert staff.post(f"{place}2026-12-02/call-off/", {"reason": "Snow"}).status_code == 302
    assert "called off" in text(staff.get(place))
    assert staff.post(f"{place}2026-12-02/put-back/").status_code == 302
    assert staff.post(f"{place}2026-12-02/times/", {"starts_at": "10:00", "ends_at": "11:30"}).status_code == 302
    assert "11:30 a.m." in text(staff.get(place))
    assert staff.post(f"{place}2026-12-02/times/", {"starts_at": "", "ends_at": "x"}).status_code == 422
    assert staff.post(f"{place}2026-12-03/call-off/").status_code == 422  # no meeting on that day


@pytest.mark.parametrize("month", ["", "2026-10", "2026-13", "0001-01", "9999-12", "x"])
def test_any_month_in_the_address_shows_a_list(staff, group, month):
    assert staff.get(reverse("schedule", args=[group.uid]), {"month": month}).status_code == 200
