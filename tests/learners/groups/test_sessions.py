"""What staff do about a meeting, and what it leaves."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connections

from learners.groups import sessions
from learners.groups.sessions import Times
from learners.models import AuditEvent, Cohort, GroupSession
from learners.safekeeping import stated
from tests.factories import courses as curriculum

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 15, 5, tzinfo=UTC)  # five past nine in Chicago
USUAL = Times(time(9), time(12), 15)
State = GroupSession.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast) -> Cohort:
    return cast.morning


@pytest.fixture
def p04(program):
    return program.by_code["p04"]


def why(action: str) -> str:
    """As it is kept beside the event, which itself holds no word of it."""
    event = AuditEvent.objects.select_related("stated").get(action=action)
    assert event.reason == ""
    return stated.Reader([event.by_id]).event(event)


def actions() -> list[str]:
    return list(
        AuditEvent.objects.filter(action__startswith="session-").order_by("pk").values_list("action", flat=True)
    )


# --- before ---------------------------------------------------------------------------------------------------------


def test_a_topic_is_chosen_ahead_and_swapped_without_pinning_an_edition(cast, group, module, p04):
    sessions.plan(group, MONDAY, module=module, by=cast.gil, now=NOW)
    row = sessions.plan(group, MONDAY, module=p04, by=cast.gil, now=NOW)
    assert (row.module_key, row.edition_id, row.state) == (p04.key, None, State.PLANNED)
    assert actions() == ["session-planned"] * 2
    assert GroupSession.objects.count() == 1


def test_times_of_one_day_change_and_the_others_stay(cast, group):
    row = sessions.plan(group, MONDAY, starts_at=time(10), ends_at=time(12, 30), by=cast.gil, now=NOW)
    assert (row.starts_at, row.ends_at, group.starts_at) == (time(10), time(12, 30), time(9))
    with pytest.raises(ValidationError, match="ends after it starts"):
        sessions.plan(group, MONDAY, starts_at=time(13), by=cast.gil, now=NOW)


def test_a_day_on_which_the_group_does_not_meet_needs_a_session_of_its_own(cast, group):
    tuesday = MONDAY + timedelta(days=1)
    with pytest.raises(ValidationError, match="does not meet on that day"):
        sessions.call_off(group, tuesday, by=cast.gil, now=NOW)
    sessions.add(group, tuesday, time(14), time(15), by=cast.gil, now=NOW)
    assert sessions.call_off(group, tuesday, by=cast.gil, now=NOW).state == State.CALLED_OFF
    with pytest.raises(ValidationError, match="meets on that day already"):
        sessions.add(group, MONDAY, time(14), time(15), by=cast.gil, now=NOW)
    with pytest.raises(ValidationError, match="within a year"):
        sessions.add(group, MONDAY + timedelta(days=800), time(14), time(15), by=cast.gil, now=NOW)


def test_a_session_is_called_off_with_a_reason_and_put_back(cast, group):
    sessions.call_off(group, MONDAY, reason=" Snow. ", by=cast.gil, now=NOW)
    assert why("session-called-off") == "Snow."
    with pytest.raises(ValidationError, match="called off"):
        sessions.call_off(group, MONDAY, by=cast.gil, now=NOW)
    assert sessions.put_back(group, MONDAY, by=cast.gil, now=NOW).state == State.PLANNED


# --- on the day -----------------------------------------------------------------------------------------------------


def test_beginning_pins_the_newest_edition_of_the_topic(cast, group, p04):
    sessions.plan(group, MONDAY, module=p04, by=cast.gil, now=NOW)
    page = curriculum.page_of(p04.key)
    page.title = "Another title"
    curriculum.publish(page)
    from courses import outline

    newest = outline.get(group.program.curriculum_key).by_code["p04"]
    assert newest.edition_id != p04.edition_id
    row = sessions.begin(group, MONDAY, newest, by=cast.gil, now=NOW)
    assert (row.state, row.began_at, row.edition_id) == (State.RUNNING, NOW, newest.edition_id)


def test_a_second_press_on_begin_changes_nothing(cast, group, module, p04):
    first = sessions.begin(group, MONDAY, module, by=cast.gil, now=NOW)
    second = sessions.begin(group, MONDAY, p04, by=cast.mia, now=NOW + timedelta(minutes=3))
    assert (second.pk, second.began_at, second.module_key) == (first.pk, NOW, module.key)
    assert actions() == ["session-begun"]


def test_swapping_while_it_runs_takes_the_edition_along(cast, group, module, p04):
    sessions.begin(group, MONDAY, module, by=cast.gil, now=NOW)
    row = sessions.plan(group, MONDAY, module=p04, by=cast.gil, now=NOW)
    assert (row.edition_id, row.began_at) == (p04.edition_id, NOW)


def test_a_session_begins_on_its_own_local_day_only(cast, group, module):
    with pytest.raises(ValidationError, match="on its own day"):
        sessions.begin(group, MONDAY, module, by=cast.gil, now=NOW - timedelta(hours=10))  # still Sunday in Chicago


def test_a_session_that_nobody_began_is_written_down_afterwards(cast, group, module):
    with pytest.raises(ValidationError, match="Choose the topic"):
        sessions.end(group, MONDAY, None, USUAL, by=cast.gil, now=NOW + timedelta(days=1))
    row = sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW + timedelta(days=1))
    assert row.state == State.HELD
    assert row.began_at == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert row.ended_at == datetime(2026, 11, 30, 18, tzinfo=UTC)
    assert row.break_minutes == 15
    with pytest.raises(ValidationError, match="not taken place yet"):
        sessions.end(group, MONDAY + timedelta(days=7), module, USUAL, by=cast.gil, now=NOW)


def test_ending_stores_nobody_as_absent(cast, group, module):
    row = sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW)
    assert not row.attendance.exists()


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (Times(time(12), time(9)), "ends after it starts"),
        (Times(time(9), time(10), 60), "as long as the whole session"),
    ],
)
def test_times_that_cannot_be_are_refused(cast, group, module, times, words):
    with pytest.raises(ValidationError, match=words):
        sessions.end(group, MONDAY, module, times, by=cast.gil, now=NOW)
    assert not GroupSession.objects.exists()


def test_a_group_may_meet_over_midnight(cast, group, module):
    Cohort.objects.filter(pk=group.pk).update(starts_at=time(22), ends_at=time(1))
    group.refresh_from_db()
    row = sessions.end(group, MONDAY, module, Times(time(22, 5), time(1)), by=cast.gil, now=NOW)
    assert row.ended_at - row.began_at == timedelta(hours=2, minutes=55)


def test_a_session_across_the_change_of_clocks_has_its_real_length(cast, group, module):
    Cohort.objects.filter(pk=group.pk).update(days=[6], starts_at=time(0, 30), ends_at=time(4))
    group.refresh_from_db()
    sunday = date(2027, 3, 14)  # the clocks go from 2 to 3
    now = datetime(2027, 3, 14, 20, tzinfo=UTC)
    row = sessions.end(group, sunday, module, Times(time(0, 30), time(4)), by=cast.gil, now=now)
    assert row.ended_at.astimezone(UTC) - row.began_at.astimezone(UTC) == timedelta(hours=2, minutes=30)


# --- afterwards -----------------------------------------------------------------------------------------------------


def test_a_correction_needs_a_reason_and_keeps_before_and_after(cast, group, module):
    sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW)
    right = Times(time(9, 10), time(12), 20)
    with pytest.raises(ValidationError, match="Say why"):
        sessions.correct(group, MONDAY, right, reason=" ", by=cast.gil, now=NOW)
    sessions.correct(group, MONDAY, right, reason="The clock was wrong.", by=cast.gil, now=NOW)
    event = AuditEvent.objects.get(action="session-corrected")
    assert (event.detail["before"]["breaks"], event.detail["after"]["breaks"]) == (15, 20)
    assert event.detail["after"]["began"] - event.detail["before"]["began"] == 600
    assert why("session-corrected") == "The clock was wrong."


def test_the_same_again_is_no_correction(cast, group, module):
    sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW)
    sessions.correct(group, MONDAY, USUAL, reason="Looked again.", by=cast.gil, now=NOW)
    assert "session-corrected" not in actions()


def test_a_held_session_is_not_planned_called_off_or_ended_again(cast, group, module):
    sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW)
    for deed in (
        lambda: sessions.plan(group, MONDAY, module=module, by=cast.gil, now=NOW),
        lambda: sessions.call_off(group, MONDAY, by=cast.gil, now=NOW),
        lambda: sessions.begin(group, MONDAY, module, by=cast.gil, now=NOW),
        lambda: sessions.end(group, MONDAY, module, USUAL, by=cast.gil, now=NOW),
    ):
        with pytest.raises(ValidationError, match="held"):
            deed()


# --- two at once ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_once_begin_one_session(curriculum):
    from tests.factories.people import make_cast

    made = make_cast(curriculum.program_key)
    module, day = curriculum.by_code["p04"], MONDAY
    start, troubles, rows = Barrier(2), [], []

    def press(person):
        start.wait()
        for _ in range(200):
            try:
                rows.append(sessions.begin(made.morning, day, module, by=person, now=NOW).pk)
                break
            except OperationalError:  # a database in memory does not wait for its lock, as one in a file does
                sleep(0.02)
            except Exception as error:
                troubles.append(error)
                break
        connections.close_all()

    threads = [Thread(target=press, args=(person,)) for person in (made.gil, made.mia)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(rows) == 2
    assert len(set(rows)) == 1
    assert GroupSession.objects.count() == 1
    assert AuditEvent.objects.filter(action="session-begun").count() == 1
