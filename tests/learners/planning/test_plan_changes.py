"""What a change would do, told from two plans, and whether it may be taken back. No database."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from courses.vocabulary import CO_OCCURRING
from learners.models import ModuleProgress
from learners.planning import assigned, plan_changes
from learners.planning.assigned import PersonPlan
from learners.planning.plan import Pause
from tests.learners.programs import PROGRAM, START, key, person

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


def moment(day):
    return datetime.combine(day, time(12), tzinfo=UTC)


def a_plan(today=START, opened=(), **changes):
    """The plan of somebody who opened these modules, each on a day."""
    opened = dict(opened)
    given = person(opened={key(code): day for code, day in opened.items()}, **changes)
    bare = PersonPlan(None, PROGRAM, given, (), today)
    rows = {
        key(code): ModuleProgress(module_key=key(code), opened_at=moment(day), last_at=moment(day))
        for code, day in opened.items()
    }
    return replace(bare, rows=assigned.rows_of(PROGRAM, given, rows, today))


def codes(differences):
    return {one.module.code for one in differences}


def test_a_plan_does_not_differ_from_itself():
    mine = a_plan()
    assert plan_changes.differences(mine, assigned.replanned(mine, mine.person)) == ()


def test_a_pause_moves_all_that_is_not_open_and_nothing_that_was_opened():
    mine = a_plan(today=START + 3 * DAY, opened=[("p01", START)])
    changed = plan_changes.with_pause(mine.person, Pause(START + 4 * DAY, START + 11 * DAY))
    found = plan_changes.differences(mine, assigned.replanned(mine, changed))
    later = {one.module.code: one.after.assignment.opens_on - one.before.assignment.opens_on for one in found}
    assert later["p06"] == WEEK
    assert later.get("p01", timedelta()) == timedelta()


def test_a_pause_without_an_end_holds_what_is_not_open():
    mine = a_plan()
    after = assigned.replanned(mine, plan_changes.with_pause(mine.person, Pause(START + DAY)))
    assert after.by_key[key("p06")].assignment.on_hold
    assert "p06" in codes(plan_changes.differences(mine, after))


def test_more_time_is_no_pause_of_the_person():
    given = person(pauses=(Pause(START, START + WEEK, more_time=True),))
    assert PersonPlan(None, PROGRAM, given, (), START + DAY).paused is False
    assert PersonPlan(None, PROGRAM, person(pauses=(Pause(START, START + WEEK),)), (), START + DAY).paused


def test_resuming_ends_the_open_pause_only():
    ended, running = Pause(START, START + DAY), Pause(START + WEEK)
    given = person(pauses=(ended, running))
    assert plan_changes.resumed(given, START + 9 * DAY).pauses == (ended, Pause(START + WEEK, START + 9 * DAY))
    assert plan_changes.resumed(given, START).pauses[1].until == START + WEEK


def test_adding_skipping_and_moving_differ_in_that_module():
    mine = a_plan()
    elective = key("p30")
    added = assigned.replanned(mine, plan_changes.with_added(mine.person, elective, START))
    assert [(one.before, one.after.standing) for one in plan_changes.differences(mine, added)] == [(None, "open")]
    skipped = assigned.replanned(mine, plan_changes.with_skipped(mine.person, key("p06")))
    assert [one.after.standing for one in plan_changes.differences(mine, skipped)] == ["skipped"]
    moved = assigned.replanned(mine, plan_changes.with_moved(mine.person, key("p06"), START))
    assert [one.after.assignment.opens_on for one in plan_changes.differences(mine, moved)] == [START]


def test_one_change_stands_for_a_module_at_a_time():
    given = plan_changes.with_skipped(person(), key("p06"))
    given = plan_changes.with_moved(given, key("p06"), START)
    assert (given.skipped, dict(given.moved)) == (frozenset(), {key("p06"): START})
    given = plan_changes.with_added(given, key("p06"), START)
    assert (dict(given.moved), len(given.added)) == ({}, 1)
    assert plan_changes.without_change(given, key("p06")) == person()


def test_what_is_excused_would_count_as_done_without_being_opened():
    mine = a_plan()
    after = assigned.replanned(mine, mine.person, excused={key("p01")})
    assert [(one.module.code, one.after.standing) for one in plan_changes.differences(mine, after)] == [("p01", "done")]
    assert after.by_key[key("p01")].progress is None


def test_another_pathway_takes_nothing_away_that_was_opened():
    mine = a_plan(opened=[("p05", START)])
    after = assigned.replanned(mine, replace(mine.person, pathway="mental-health"))
    row = after.by_key[key("p05")]
    assert (row.assignment.reason, row.standing, row.can_open) == ("optional", "under-way", True)
    assert row not in after.wanted


# --- may it be taken back? ------------------------------------------------------------------------------------------


def test_what_was_opened_because_of_a_change_is_found():
    mine = a_plan(today=START + DAY, opened=[("p20", START + DAY)], open_through_week=7)
    without = replace(mine.person, open_through_week=0)
    found = plan_changes.opened_because(mine, without, moment(START))
    assert [row.module.code for row in found] == ["p20"]


@pytest.mark.parametrize(
    ("opened", "since"),
    [
        ([("p01", START + DAY)], START),  # it was open anyway
        ([("p20", START)], START + DAY),  # it was opened before the change
        ([], START),
    ],
)
def test_what_was_open_anyway_or_before_is_not(opened, since):
    mine = a_plan(today=START + 2 * DAY, opened=opened, open_through_week=7)
    assert plan_changes.opened_because(mine, replace(mine.person, open_through_week=0), moment(since)) == []


def test_a_module_that_only_the_new_pathway_asks_for_counts_once_it_is_opened():
    mine = a_plan(today=START + DAY, opened=[("p05", START + DAY)], pathway=CO_OCCURRING)
    without = replace(mine.person, pathway="mental-health")
    assert [row.module.code for row in plan_changes.opened_because(mine, without, moment(START))] == ["p05"]
