"""The education record: what was taught then, who was there, and what shows that it was understood."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from learners.learning import progress
from learners.models import GroupSession
from learners.people import enrolments
from learners.records import record_words, records
from learners.records.record_lines import NOT_NOTED
from tests.factories import courses as curriculum
from tests.factories import people
from tests.factories.people import Cast, make_cast
from tests.factories.sessions import mark, session
from tests.learners.record_scene import BEGAN, MONDAY, NOW, RANGE, only_line

pytestmark = pytest.mark.django_db
Kind = progress.Kind


@pytest.fixture
def cast(program) -> Cast:
    """Enrolled in September."""
    return make_cast(program.program_key, starts_on=BEGAN)


@pytest.fixture
def held(cast, module) -> GroupSession:
    return session(cast.morning, MONDAY, by=cast.gil, module_key=module.key)


# --- what was then stays --------------------------------------------------------------------------------------------


def test_editing_a_module_leaves_old_records_alone(cast, held, module):
    mark(held, cast.ana_learns)
    page = curriculum.page_of(module.key)
    page.title, page.worksheet_title = "Something else", "Another sheet"
    page.objectives = [("objective", "Learn something else")]
    curriculum.publish(page)
    later = session(cast.morning, MONDAY + timedelta(days=2), by=cast.gil, module_key=module.key)
    mark(later, cast.ana_learns)
    old, new = (line.met for line in records.of_person(cast.ana_learns, **RANGE, now=NOW).lines)
    assert (old.module, old.edition, old.objectives, old.worksheet) == (
        "Riding the wave", 1, ("Name one sign",), "My urge log",
    )  # fmt: skip
    assert (new.module, new.edition, new.objectives) == ("Something else", 2, ("Learn something else",))


def test_the_newest_attendance_counts_everywhere(cast, held):
    mark(held, cast.ana_learns, "absent")
    mark(held, cast.ana_learns, "late", arrived_at=time(9, 30))
    line = only_line(cast.ana_learns)
    assert (line.status, line.minutes, line.met.group_size) == ("late", 150, 1)
    mark(held, cast.ana_learns, "excused")
    line = only_line(cast.ana_learns)
    assert (line.status, line.minutes, line.met.group_size) == ("excused", 0, 0)


def test_a_session_made_up_says_when_and_adds_no_group_minutes(cast, held):
    mark(held, cast.ana_learns, "made-up", made_up_on=date(2026, 9, 18))
    line = only_line(cast.ana_learns)
    assert record_words.attendance(line) == "made up on September 18, 2026"
    assert line.minutes == 0


# --- whose and which ------------------------------------------------------------------------------------------------


def test_a_session_that_nobody_noted_is_not_lost(cast, held):
    assert only_line(cast.ana_learns).status == NOT_NOTED
    (one,) = records.of_cohort(cast.morning, **RANGE, now=NOW).by_session
    assert one[1] == 2  # Ana and Dan
    (ana, dan) = records.of_cohort(cast.morning, **RANGE, now=NOW).by_person
    assert (ana.not_noted, dan.not_noted) == (1, 1)


def test_what_was_called_off_or_is_still_to_come_is_no_record(cast):
    session(cast.morning, MONDAY, by=cast.gil, state=GroupSession.State.CALLED_OFF)
    session(cast.morning, date(2026, 12, 1), by=cast.gil, state=GroupSession.State.RUNNING)
    session(cast.morning, date(2026, 12, 2), by=cast.gil, state=GroupSession.State.PLANNED)
    assert records.of_person(cast.ana_learns, **RANGE, now=NOW).lines == ()


def test_a_past_session_with_people_noted_counts_though_nobody_ended_it(cast):
    left_open = session(cast.morning, MONDAY, by=cast.gil, state=GroupSession.State.RUNNING)
    mark(left_open, cast.ana_learns)
    assert only_line(cast.ana_learns).minutes == 180


def test_sessions_before_the_start_and_after_the_end_are_not_the_persons(cast):
    for day in (BEGAN - timedelta(days=1), BEGAN, MONDAY, MONDAY + timedelta(days=1)):
        session(cast.morning, day, by=cast.gil)
    enrolments.end(cast.ana_learns, on=MONDAY, by=cast.gil, now=NOW)
    days = [line.met.day for line in records.of_person(cast.ana_learns, **RANGE, now=NOW).lines]
    assert days == [BEGAN, MONDAY]


def test_moving_to_another_group_loses_no_session(cast):
    mark(session(cast.morning, MONDAY, by=cast.gil), cast.ana_learns)
    session(cast.evening, MONDAY, by=cast.hana)  # before Ana came there
    enrolment, moved_at = cast.ana_learns, datetime(2026, 9, 20, 15, tzinfo=UTC)
    enrolment.cohort = cast.evening
    enrolment.save()
    people.moved(enrolment=enrolment, left=cast.morning, joined=cast.evening, reason="x", by=cast.mia, at=moved_at)
    session(cast.evening, date(2026, 9, 21), by=cast.hana)
    days = [(line.met.session.cohort, line.met.day) for line in records.of_person(enrolment, **RANGE, now=NOW).lines]
    assert days == [(cast.morning, MONDAY), (cast.evening, date(2026, 9, 21))]
    assert enrolment not in records.of_cohort(cast.morning, **RANGE, now=NOW).people


def test_family_members_are_counted_but_have_no_record(cast, held):
    mark(held, cast.fay_learns)
    mark(held, cast.ana_learns)
    record = records.of_cohort(cast.morning, **RANGE, now=NOW)
    assert cast.fay_learns not in record.people
    assert record.sessions[0].group_size == 2


def test_days_outside_the_range_are_left_out(cast, held):
    record = records.of_person(cast.ana_learns, first=MONDAY + timedelta(days=1), last=RANGE["last"], now=NOW)
    assert (record.lines, record.sessions) == ((), ())


# --- times ----------------------------------------------------------------------------------------------------------


def test_times_are_local_to_the_group_on_both_sides_of_a_clock_change(cast):
    summer = session(
        cast.morning, date(2026, 10, 30), by=cast.gil,
        began_at=datetime(2026, 10, 30, 14, 5, tzinfo=UTC), ended_at=datetime(2026, 10, 30, 17, tzinfo=UTC),
    )  # fmt: skip
    winter = session(
        cast.morning, date(2026, 11, 2), by=cast.gil,
        began_at=datetime(2026, 11, 2, 15, 5, tzinfo=UTC), ended_at=datetime(2026, 11, 2, 18, tzinfo=UTC),
    )  # fmt: skip
    for one in (summer, winter):
        mark(one, cast.ana_learns)
    lines = records.of_person(cast.ana_learns, **RANGE, now=NOW).lines
    assert [record_words.times(line.met) for line in lines] == [
        "9:05 a.m. to 12:00 p.m. CDT",
        "9:05 a.m. to 12:00 p.m. CST",
    ]
    assert [line.minutes for line in lines] == [175, 175]


def test_a_group_that_meets_over_midnight_ends_on_the_next_day(cast):
    mark(session(cast.morning, MONDAY, by=cast.gil, starts_at=time(22), ends_at=time(1)), cast.ana_learns)
    line = only_line(cast.ana_learns)
    assert line.met.ends.date() == MONDAY + timedelta(days=1)
    assert line.minutes == 180


# --- cost -----------------------------------------------------------------------------------------------------------


def crowd(cast, program, *, first: date, size: int, sessions: int):
    """More people in the morning group, in several sessions from a day on."""
    keys = [one.key for one in program.by_key.values() if one.audience == "participant"]
    more = {"by": None, "now": NOW, "pathway": "mental-health", "starts_on": BEGAN}
    others = [enrolments.enrol(people.person(f"guest-{uuid4().hex[:8]}"), cast.morning, **more) for _ in range(size)]
    for number in range(sessions):
        held = session(cast.morning, first + timedelta(days=number), by=cast.gil, module_key=keys[number % len(keys)])
        for one in others:
            mark(held, one)
    return others


def test_sixty_people_cost_as_many_queries_as_one(cast, program, django_assert_num_queries):
    crowd(cast, program, first=MONDAY, size=1, sessions=1)
    with django_assert_num_queries(7):
        records.of_cohort(cast.morning, **RANGE, now=NOW)
    others = crowd(cast, program, first=MONDAY + timedelta(days=1), size=60, sessions=20)
    with django_assert_num_queries(7):
        record = records.of_cohort(cast.morning, **RANGE, now=NOW)
    assert len(record.lines) == 21 * 63
    with django_assert_num_queries(6):
        assert len(records.of_person(others[0], **RANGE, now=NOW).lines) == 21


def test_lines_are_frozen(cast, held):
    line = only_line(cast.ana_learns)
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.minutes = 1
