"""Days of a plan: weeks, pauses, and what staff and people change about them."""

from datetime import date, timedelta

import pytest

from learners.planning.plan import Added, Pause, plan, week_of
from tests.learners.programs import MENTAL, PROGRAM, START, SUBSTANCE, by_code, family, key, person, program


def day(number):
    """Day 0 is the first."""
    return START + timedelta(days=number)


def rows(one, today=START, outline=PROGRAM):
    return by_code(plan(outline, one, today))


def opens(one, code, today=START):
    return (rows(one, today)[code].opens_on - START).days


# --- weeks ---


def test_week_n_opens_seven_days_after_the_week_before_it():
    assert [opens(person(), code) for code in ("p01", "p04", "p07", "p34")] == [0, 7, 14, 77]


def test_a_module_is_due_at_the_end_of_its_week():
    found = rows(person())["p04"]
    assert (found.due_on, found.week_ends_on) == (day(13), day(13))


def test_the_safety_module_is_due_within_48_hours():
    found = rows(person())["p02"]
    assert (found.opens_on, found.due_on, found.week_ends_on) == (day(0), day(2), day(6))


@pytest.mark.parametrize(("hours", "due"), [(24, 1), (47, 1), (71, 2), (1000, 6)])
def test_hours_become_whole_days_and_never_outlast_the_week(hours, due):
    assert rows(person(), outline=program(due_within_hours={"p02": hours}))["p02"].due_on == day(due)


def test_weeks_are_counted_in_local_days_across_a_change_of_the_clocks_and_a_leap_day():
    found = rows(person(starts_on=date(2028, 2, 28)))
    assert (found["p04"].opens_on, found["p10"].opens_on) == (date(2028, 3, 6), date(2028, 3, 20))


def test_nothing_is_open_before_the_start():
    assert all(found.opens_on > day(-1) for found in rows(person(open_through_week=12), today=day(-1)).values())


# --- pauses ---


def test_a_pause_shifts_what_is_not_open_and_nothing_else():
    paused = person(pauses=(Pause(day(8), day(18)),))
    assert [opens(paused, code) for code in ("p01", "p04", "p07", "p10")] == [0, 7, 24, 31]


def test_a_week_that_would_open_on_the_first_day_of_a_pause_waits_for_its_end():
    assert opens(person(pauses=(Pause(day(7), day(10)),)), "p04") == 10


def test_the_week_of_a_pause_is_due_later():
    assert rows(person(pauses=(Pause(day(8), day(18)),)))["p04"].due_on == day(23)


def test_several_pauses_add_up_and_overlapping_ones_count_once():
    assert opens(person(pauses=(Pause(day(1), day(3)), Pause(day(20), day(25)))), "p10") == 28
    assert opens(person(pauses=(Pause(day(1), day(6)), Pause(day(3), day(8)))), "p04") == 14
    assert opens(person(pauses=(Pause(day(3), day(8)), Pause(day(1), day(6)))), "p04") == 14


def test_a_pause_before_the_start_and_an_empty_one_change_nothing():
    assert opens(person(pauses=(Pause(day(-9), day(-2)), Pause(day(5), day(5)))), "p04") == 7


def test_a_pause_across_the_start_moves_the_start():
    found = rows(person(pauses=(Pause(day(-3), day(4)),)))
    assert (found["p01"].opens_on, found["p02"].due_on, found["p04"].opens_on) == (day(4), day(6), day(11))


@pytest.mark.parametrize("today", [9, 30, 300])
def test_while_the_end_of_a_pause_is_not_known_nothing_further_opens(today):
    paused = person(pauses=(Pause(day(8)),))
    found = rows(paused, today=day(today))
    assert {code for code, one in found.items() if one.opens_on <= day(today)} == {
        "p01",
        "p02",
        "p03",
        "p04",
        "p05",
        "p06",
    }
    assert {one.on_hold for one in found.values() if one.own_week > 2} == {True}
    assert not found["p04"].on_hold
    assert week_of(paused, day(today), 12) == 2


def test_while_paused_without_an_end_the_open_week_is_not_overdue():
    assert rows(person(pauses=(Pause(day(8)),)), today=day(100))["p04"].due_on >= day(100)


def test_coming_back_turns_the_open_pause_into_a_known_one():
    before, after = person(pauses=(Pause(day(8)),)), person(pauses=(Pause(day(8), day(40)),))
    assert rows(before, today=day(39))["p07"].opens_on > day(39)
    assert opens(after, "p07", today=day(40)) == 46
    assert not rows(after, today=day(40))["p07"].on_hold


def test_an_open_pause_that_begins_later_holds_only_what_comes_after_it():
    found = rows(person(pauses=(Pause(day(10)),)), today=day(1))
    assert (found["p04"].opens_on, found["p04"].on_hold) == (day(7), False)
    assert found["p07"].on_hold


# --- the current week ---


@pytest.mark.parametrize(("today", "number"), [(-3, 1), (0, 1), (6, 1), (7, 2), (83, 12), (84, 12), (500, 12)])
def test_the_current_week_goes_from_1_to_12_and_stays_there(today, number):
    assert week_of(person(), day(today), 12) == number


@pytest.mark.parametrize(("today", "number"), [(7, 2), (12, 2), (23, 2), (24, 3)])
def test_the_current_week_stands_still_in_a_pause(today, number):
    assert week_of(person(pauses=(Pause(day(8), day(18)),)), day(today), 12) == number


# --- opened early, moved, added, skipped ---


def test_opening_through_a_week_opens_those_weeks_at_once():
    found = rows(person(open_through_week=3), today=day(1))
    assert all(one.opens_on <= day(1) for one in found.values() if one.own_week <= 3)
    assert all(one.opens_on > day(1) for one in found.values() if one.own_week > 3)
    assert (found["p07"].reason, found["p07"].due_on) == ("opened-early", day(20))
    assert found["p01"].reason == "starter-pack"


def test_opening_through_a_week_works_in_a_pause():
    found = rows(person(open_through_week=3, pauses=(Pause(day(1)),)), today=day(5))
    assert (found["p07"].opens_on <= day(5), found["p10"].opens_on <= day(5)) == (True, False)


def test_a_week_that_has_come_keeps_its_own_reason_though_staff_had_opened_it():
    found = rows(person(open_through_week=3), today=day(30))["p07"]
    assert (found.opens_on, found.reason) == (day(14), "your-week")


@pytest.mark.parametrize(("to", "week"), [(3, 1), (30, 5), (200, 12)])
def test_a_moved_module_opens_on_the_day_that_staff_chose(to, week):
    found = rows(person(moved={key("p07"): day(to)}))["p07"]
    assert (found.opens_on, found.due_on, found.own_week) == (day(to), day(to + 6), week)
    assert (found.source, found.reason) == ("required", "moved-by-staff")


def test_opening_through_a_week_leaves_a_moved_module_where_staff_put_it():
    found = rows(person(open_through_week=12, moved={key("p07"): day(60)}))["p07"]
    assert found.opens_on == day(60)


def test_a_day_that_staff_chose_inside_a_pause_waits_for_its_end():
    paused = person(pauses=(Pause(day(8), day(18)),), moved={key("p07"): day(10)})
    assert opens(paused, "p07") == 18
    open_ended = person(pauses=(Pause(day(8)),), moved={key("p07"): day(10)})
    assert rows(open_ended, today=day(50))["p07"].opens_on > day(50)


def test_an_added_module_opens_on_its_day_for_a_week():
    found = rows(person(MENTAL, added=(Added(key("p05"), day(9)),)))["p05"]
    assert (found.source, found.reason, found.own_week) == ("added", "added-by-staff", 2)
    assert (found.opens_on, found.due_on) == (day(9), day(15))


def test_adding_what_the_plan_has_can_only_bring_it_forward():
    sooner = rows(person(added=(Added(key("p07"), day(2)),)))["p07"]
    assert (sooner.opens_on, sooner.source, sooner.reason, sooner.own_week) == (day(2), "required", "added-by-staff", 1)
    assert opens(person(added=(Added(key("p07"), day(50)),)), "p07") == 14


def test_adding_what_staff_have_opened_already_does_not_close_it_in_a_pause():
    one = person(pauses=(Pause(START),), open_through_week=1, added=(Added(key("p01"), day(1)),))
    assert all(opens(one, "p01", today=day(today)) <= 0 for today in (0, 1, 2, 30))


def test_modules_of_the_other_track_or_of_no_track_are_not_added():
    strange = (Added(key("p04"), START), Added(key("nowhere"), START))
    assert len(plan(PROGRAM, family(added=strange), START)) == 12
    assert len(plan(PROGRAM, person(added=(Added(key("f01"), START),)), START)) == 28


def test_a_skipped_module_stays_in_the_plan_and_says_so():
    found = rows(person(skipped=frozenset({key("p07")})))
    assert found["p07"].skipped
    assert not found["p08"].skipped
    assert len(found) == 28


# --- opened stays open ---


def test_what_the_person_opened_stays_open_when_a_pause_is_entered_late():
    found = rows(person(pauses=(Pause(day(6), day(60)),), opened={key("p04"): day(7)}), today=day(8))
    assert (found["p04"].opens_on, found["p04"].reason) == (day(7), "opened-early")
    assert found["p05"].opens_on == day(61)


def test_what_the_person_opened_stays_in_the_plan_when_the_pathway_changes():
    found = rows(person(MENTAL, opened={key("p05"): day(7)}), today=day(30))["p05"]
    assert (found.opens_on, found.source, found.reason, found.own_week) == (day(7), "added", "optional", 2)


def test_what_the_person_opened_stays_open_when_staff_move_it_away():
    assert opens(person(opened={key("p07"): day(15)}, moved={key("p07"): day(70)}), "p07", today=day(20)) == 15


def test_a_family_plan_does_not_show_a_participants_module_that_was_opened():
    assert len(plan(PROGRAM, family(opened={key("p09"): START}), START)) == 12


def test_opening_a_module_in_its_week_changes_nothing():
    before, after = rows(person(), today=day(9)), rows(person(opened={key("p04"): day(8)}), today=day(9))
    assert before == after


def test_the_same_is_planned_for_every_pathway_with_the_same_days():
    assert opens(person(SUBSTANCE), "p34") == opens(person(MENTAL), "p34") == 77
