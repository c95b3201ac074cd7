"""Who was there: said by somebody, never by silence, and never overwritten."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from learners.groups import attendance
from learners.groups.attendance import Said
from learners.models import Attendance, AuditEvent, GroupSession
from learners.people import enrolments
from learners.planning import pauses
from tests.factories import people
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 30)
NOON = "2026-11-30T18:00:00Z"
NOW = datetime(2026, 11, 30, 18, tzinfo=UTC)


@pytest.fixture
def cast(program):
    return make_cast(program.program_key, starts_on=date(2026, 11, 23))


@pytest.fixture
def page(cast, client, time_machine):
    """Gil's browser at noon of the day, and the address of the session."""
    time_machine.move_to(NOON, tick=False)
    client.force_login(cast.gil)
    return client, reverse("session", args=[cast.morning.uid, MONDAY])


def record(cast, said, day=MONDAY, now=NOW, who=None):
    who = who or cast.ana_learns
    return attendance.record(cast.morning, day, {who.pk: said}, by=cast.gil, now=now)[1]


def join(cast, name, day, **more):
    who = people.person(name)
    return enrolments.enrol(who, cast.morning, by=None, now=NOW, pathway="mental-health", starts_on=day, **more)


def expected(cast, day=MONDAY):
    return [one.person.sign_in_name for one in attendance.expected(cast.morning, day)]


# --- who is expected ------------------------------------------------------------------------------------------------


def test_participants_of_that_day_are_expected_and_nobody_else(cast):
    left, later = join(cast, "lena", date(2026, 11, 20)), join(cast, "lou", date(2026, 12, 7))
    enrolments.end(left, on=date(2026, 11, 27), by=None, now=NOW)
    assert expected(cast) == ["ana", "dan"]  # no family; the closed account is still enrolled
    assert expected(cast, date(2026, 11, 27)) == ["ana", "dan", "lena"]
    assert expected(cast, later.starts_on) == ["ana", "dan", "lou"]


def test_who_joined_later_is_not_in_the_list_of_an_earlier_session(cast, page):
    join(cast, "lou", date(2026, 12, 7))
    client, url = page
    assert "Lou" not in client.get(url).content.decode()


def test_who_moved_is_expected_where_the_person_was_on_that_day(cast):
    moved = datetime(2026, 12, 2, 18, tzinfo=UTC)
    people.moved(
        enrolment=cast.ben_learns, left=cast.evening, joined=cast.morning, reason="Work", by=cast.mia, at=moved
    )
    cast.ben_learns.cohort = cast.morning
    cast.ben_learns.save()
    assert "ben" not in expected(cast)
    assert "ben" in [one.person.sign_in_name for one in attendance.expected(cast.evening, MONDAY)]
    assert "ben" in expected(cast, date(2026, 12, 2))


def test_whoever_has_attendance_stays_in_the_list(cast):
    record(cast, Said("present"))
    enrolments.end(cast.ana_learns, on=date(2026, 11, 23), by=None, now=NOW)
    assert "ana" in expected(cast)


# --- what is stored -------------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_row_and_the_same_again_is_none(cast):
    record(cast, Said("absent"))
    assert record(cast, Said("absent")) == []
    record(cast, Said("late", arrived_at=time(9, 20), reason="Bus"))
    assert list(Attendance.objects.order_by("pk").values_list("status", flat=True)) == ["absent", "late"]
    newest = attendance.newest(enrolment=cast.ana_learns)
    assert [row.status for row in newest.values()] == ["late"]
    assert AuditEvent.objects.filter(action="attendance-recorded").count() == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("late"), "when the person arrived"),
        (Said("left-early"), "when the person left"),
        (Said("made-up"), "the day on which"),
        (Said("made-up", made_up_on=MONDAY - timedelta(days=1)), "the day on which"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_stored(cast, said, words):
    with pytest.raises(ValidationError, match=words):
        record(cast, said)
    assert not Attendance.objects.exists()
    assert not GroupSession.objects.exists()


def test_nothing_is_said_of_a_day_to_come_or_of_a_session_that_was_called_off(cast):
    with pytest.raises(ValidationError, match="not taken place yet"):
        record(cast, Said("present"), day=MONDAY + timedelta(days=7))
    GroupSession.objects.create(
        cohort=cast.morning,
        held_on=MONDAY,
        starts_at=time(9),
        ends_at=time(12),
        state=GroupSession.State.CALLED_OFF,
        by=cast.gil,
    )
    with pytest.raises(ValidationError, match="called off"):
        record(cast, Said("present"))


# --- on the page ----------------------------------------------------------------------------------------------------


def post(page, cast, who="chosen", **fields):
    client, url = page
    on_page = {f"{one.uid}-status": "" for one in attendance.expected(cast.morning, MONDAY)}
    given = {f"{cast.ana_learns.uid}-{name}": value for name, value in fields.items()}
    return client.post(f"{url}attendance/", {"who": who, **on_page, **given})


def test_everybody_present_is_one_press_but_for_people_on_a_pause(cast, page):
    lou = join(cast, "lou", date(2026, 11, 23))
    pauses.pause(lou, first=date(2026, 11, 24), by=cast.gil, now=NOW)
    client, url = page
    assert "On a pause: excused?" in client.get(url).content.decode()
    assert post(page, cast, "everybody").status_code == 302
    assert {row.enrolment_id for row in Attendance.objects.all()} == set(
        attendance.expected(cast.morning, MONDAY).exclude(pk=lou.pk).values_list("pk", flat=True)
    )
    assert set(Attendance.objects.values_list("status", flat=True)) == {"present"}


def test_who_joined_after_the_page_was_made_is_not_among_everybody(cast, page):
    client, url = page
    on_page = {f"{cast.ana_learns.uid}-status": ""}
    client.post(f"{url}attendance/", {"who": "everybody", **on_page})
    assert Attendance.objects.get().enrolment == cast.ana_learns


def test_more_time_is_no_absence(cast):
    pause = pauses.pause(cast.ana_learns, first=MONDAY, by=cast.gil, now=NOW)
    assert enrolments.is_away(cast.ana_learns, MONDAY)
    type(pause).objects.filter(pk=pause.pk).update(kind="extension")
    assert not enrolments.is_away(cast.ana_learns, MONDAY)


def test_only_what_is_chosen_is_stored(cast, page):
    post(page, cast, status="present", taught_back="on")
    row = Attendance.objects.get()
    assert (row.enrolment, row.status, row.taught_back, row.by) == (cast.ana_learns, "present", True, cast.gil)


def test_a_wrong_row_comes_back_with_all_that_was_written(cast, page):
    answer = post(page, cast, status="late", reason="Bus was late")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Ana E.: Write when the person arrived." in shown
    assert f'href="#{cast.ana_learns.uid}-arrived_at"' in shown
    assert "Bus was late" in shown
    assert not Attendance.objects.exists()


def test_times_that_do_not_go_with_the_status_are_left_out(cast, page):
    post(page, cast, status="present", arrived_at="09:30", made_up_on="2026-12-01")
    row = Attendance.objects.get()
    assert (row.arrived_at, row.made_up_on) == (None, None)


def test_the_history_of_a_person_in_a_session_is_in_sight(cast, page):
    post(page, cast, status="absent")
    post(page, cast, status="excused", reason="Told us later")
    client, url = page
    shown = client.get(url).content.decode()
    assert "Told us later" in shown
    assert shown.count("(Gil E.)") == 2


def test_what_is_said_cannot_be_unsaid(cast, page):
    post(page, cast, status="absent")
    assert post(page, cast, status="").status_code in (302, 422)
    assert Attendance.objects.count() == 1


def test_people_of_another_group_are_not_reached_by_their_ids(cast, page):
    client, url = page
    client.post(f"{url}attendance/", {f"{cast.ben_learns.uid}-status": "absent", "who": "chosen"})
    assert not Attendance.objects.exists()
