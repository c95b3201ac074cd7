"""The page that runs a group, and the list of its sessions."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from learners.groups import attendance, live, running, sessions
from learners.groups.attendance import Said
from learners.learning import worksheets
from learners.models import AuditEvent, GroupSession, LearningEvent, Mode, ModuleProgress, PlanChange
from learners.people import enrolments
from learners.planning import pauses
from tests.learners.answering import right
from tests.learners.pages.test_queries import crowd, queries

pytestmark = pytest.mark.django_db

State = GroupSession.State
USUAL = {"began": "09:00", "ended": "12:00", "break_minutes": "15"}


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


@pytest.fixture
def url(group, today) -> str:
    return reverse("session", args=[group.uid, today])


def text(answer) -> str:
    return answer.content.decode()


# --- the evening in its order ---------------------------------------------------------------------------------------


def test_a_whole_session_from_topic_to_end(staff, url, group, today, module, cast):
    """Each step goes back to its place on the page, and says what was stored."""
    assert staff.post(f"{url}topic/", {"module": module.key})["Location"] == f"{url}#topic"
    assert staff.post(f"{url}begin/", {"module": module.key})["Location"] == f"{url}#attendance"
    assert "Under way" in text(staff.get(url))
    here = {f"{one.uid}-status": "" for one in attendance.expected(group, today)}
    assert staff.post(f"{url}attendance/", {"who": "everybody", **here})["Location"] == f"{url}#attendance"
    answer = staff.post(f"{url}end/", USUAL, follow=True)
    assert "The session is written down." in text(answer)
    row = GroupSession.objects.get()
    assert (row.state, row.edition_id, row.break_minutes) == (State.HELD, module.edition_id, 15)
    shown = text(staff.get(url))
    assert "165" in shown  # three hours without the break
    assert "present: 2" in shown
    assert "counted apart" in shown


def test_reading_it_is_audited(staff, url, cast, group):
    staff.get(url)
    event = AuditEvent.objects.get(action="session-read")
    assert (event.by, event.cohort) == (cast.gil, group)


def test_a_day_without_a_meeting_is_absent(staff, group, today):
    group.days = []
    group.save()
    assert staff.get(reverse("session", args=[group.uid, today])).status_code == 404
    place = reverse("schedule", args=[group.uid])
    for day in ("2026-02-30", "1999-01-01", "2026-1-1", "9999-12-31"):
        assert staff.get(f"{place}{day}/").status_code == 404


def test_ending_asks_about_people_of_whom_nothing_is_said(staff, url, module):
    answer = staff.post(f"{url}end/", {**USUAL, "module": module.key})
    assert answer.status_code == 422
    assert "Of some people it is not said yet" in text(answer)
    assert "Ana E." in text(answer)
    assert not GroupSession.objects.exists()
    assert staff.post(f"{url}end/", {**USUAL, "module": module.key, "without": "on"}).status_code == 302
    assert not GroupSession.objects.get().attendance.exists()


def test_wrong_times_come_back_with_what_was_written(staff, url, module):
    answer = staff.post(f"{url}end/", {"began": "12:00", "ended": "09:00", "break_minutes": "0", "without": "on"})
    assert answer.status_code == 422
    answer = staff.post(f"{url}end/", {"began": "25:00", "ended": "09:00", "break_minutes": "x"})
    assert answer.status_code == 422
    assert "25:00" in text(answer)


def test_a_correction_is_made_on_the_same_page(staff, url, module):
    staff.post(f"{url}end/", {**USUAL, "module": module.key, "without": "on"})
    changed = {"began": "09:15", "ended": "12:00", "break_minutes": "20"}
    assert staff.post(f"{url}correct/", changed).status_code == 422
    assert staff.post(f"{url}correct/", {**changed, "reason": "Late start"}).status_code == 302
    assert GroupSession.objects.get().break_minutes == 20


def test_an_elective_is_no_topic(staff, url, program):
    assert staff.post(f"{url}topic/", {"module": program.by_code["p09"].key}).status_code == 422
    assert not GroupSession.objects.exists()


def test_somebody_elses_page_is_refused(staff, url, module, cast):
    answer = staff.post(f"{url}topic/", {"module": module.key, "owner": str(cast.mia.uid)})
    assert answer.status_code == 409
    assert not GroupSession.objects.exists()


def test_two_facilitators_swapping_a_held_session_hear_that_it_is_over(staff, url, module):
    staff.post(f"{url}end/", {**USUAL, "module": module.key, "without": "on"})
    answer = staff.post(f"{url}topic/", {"module": module.key})
    assert answer.status_code == 422
    assert "not possible any more" in text(answer)


# --- what is suggested ----------------------------------------------------------------------------------------------


def test_the_topic_is_suggested_by_what_people_have_waiting_and_not_twice_in_two_weeks(
    group, today, module, program, cast, now
):
    def suggested():
        return running.with_people(running.evening(group, today, now=now), now=now).suggested

    assert suggested().code == "p01"
    times = sessions.Times(time(9), time(12))
    sessions.end(group, today - timedelta(days=1), module, times, by=cast.gil, now=now)
    assert suggested().code == "p04"


def test_on_a_wheel_it_is_the_turn_of_the_week(group, today, cast, now):
    group.mode, group.wheel_starts_on = Mode.WHEEL, today - timedelta(days=8)
    group.save()
    found = running.with_people(running.evening(group, today, now=now), now=now)
    assert found.suggested.code == "p04"  # the only shared module of week 2


def test_a_group_of_families_works_on_their_modules(cast, today, now, group):
    for one in (cast.ana_learns, cast.morning.enrolments.get(person=cast.dan)):
        enrolments.end(one, on=one.starts_on, by=None, now=now)
    tomorrow = today + timedelta(days=1)
    found = running.with_people(running.evening(group, tomorrow, now=now), now=now)
    assert found.suggested.code == "f01"
    assert found.lines == []


# --- homework -------------------------------------------------------------------------------------------------------


@pytest.fixture
def given(group, today, module, cast, now):
    """The sheet of the session before."""
    times = sessions.Times(time(9), time(12))
    sessions.end(group, today - timedelta(days=1), module, times, by=cast.gil, now=now)


def homework(staff, url, *people):
    return staff.post(f"{url}homework/", {"discussed": [str(one.uid) for one in people]}, follow=True)


def test_staff_see_that_a_sheet_is_written_and_not_what(staff, url, given, cast, module, fields, now):
    assert "to do" in text(staff.get(url))
    worksheets.save(cast.ana_learns, module, {fields[0]["id"]: "My secret step"}, version=0, now=now)
    assert "begun" in text(staff.get(url))
    worksheets.finish(cast.ana_learns, module, how="here", now=now)
    shown = text(staff.get(url))
    assert "done" in shown
    assert "My secret step" not in shown


def test_talked_about_is_an_event_of_the_person_by_the_facilitator(staff, url, given, cast, module):
    assert "Marked as talked about for 1 person." in text(homework(staff, url, cast.ana_learns))
    event = LearningEvent.objects.get(kind="worksheet-discussed")
    assert (event.enrolment, event.by, event.module_key) == (cast.ana_learns, cast.gil, module.key)
    assert ModuleProgress.objects.get(enrolment=cast.ana_learns).worksheet_discussed_at == event.at
    assert "Nobody was ticked" in text(homework(staff, url, cast.ana_learns))  # it is marked already
    assert LearningEvent.objects.filter(kind="worksheet-discussed").count() == 1


def test_nobody_elses_sheet_is_marked(staff, url, given, cast):
    homework(staff, url, cast.ben_learns)
    assert not LearningEvent.objects.exists()


def test_a_sheet_that_is_not_open_yet_is_not_marked(staff, url, given, cast, module, now):
    kind, opens_on = PlanChange.Kind.MOVED, cast.morning.today(now) + timedelta(days=30)
    enrolments.change_plan(cast.ana_learns, kind, module.key, reason="Later", opens_on=opens_on, by=cast.gil, now=now)
    assert "not open yet" in text(staff.get(url))
    homework(staff, url, cast.ana_learns)
    assert not LearningEvent.objects.exists()


# --- cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [6, 58])
def test_the_pages_take_as_many_queries_for_8_people_as_for_60(cast, staff, url, group, today, module, now, people):
    learns = crowd(group, module, people)
    enrolments.fetch_changes(learns)
    times = sessions.Times(time(9), time(12))
    sessions.end(group, today - timedelta(days=1), module, times, by=cast.gil, now=now)
    session = sessions.begin(group, today, module, by=cast.gil, now=now)
    said = {one.pk: Said("present") for one in learns}
    attendance.record(group, today, said, by=cast.gil, now=now)
    attendance.record(group, today, {pk: Said("absent") for pk in said}, by=cast.gil, now=now)
    question = live.askable(session.edition_id)[0]
    asked = live.ask(session, question["id"], by=cast.gil, now=now)
    for one in learns:
        live.answer(asked, one, right(question))
        pauses.pause(one, first=today, by=cast.gil, now=now)
    assert queries(staff, "get", url) == 15
    assert queries(staff, "get", reverse("wall", args=[group.uid, today])) <= 9
    assert queries(staff, "get", reverse("schedule", args=[group.uid])) <= 13


def test_the_page_of_the_phone_takes_four_queries_and_one_more_with_a_question(cast, ana, group, today, module, now):
    assert queries(ana, "get", reverse("in_group")) <= 4
    session = sessions.begin(group, today, module, by=cast.gil, now=now)
    live.ask(session, live.askable(session.edition_id)[0]["id"], by=cast.gil, now=now)
    assert queries(ana, "get", reverse("in_group")) <= 5
