"""What holds for every plan, whoever the person is and whatever staff changed; and how an assignment stands."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.vocabulary import CONDITIONS, PATHWAYS
from learners.planning.plan import REASONS, SOURCES, Added, Assignment, Pause, plan, standing, week_of
from tests.learners.programs import PROGRAM, START, code, family, key, person, program

days = st.integers(-20, 160).map(lambda number: START + timedelta(days=number))
codes = st.sampled_from([one.code for one in PROGRAM.by_key.values()])
conditions = st.sets(st.sampled_from(CONDITIONS))
pauses = st.lists(st.builds(Pause, days, st.none() | days), max_size=3).map(tuple)
wheels = {"mode": st.sampled_from(["own-clock", "wheel"]), "joined_at_week": st.integers(0, 13)}
keyed = st.dictionaries(codes.map(key), days, max_size=5)


@st.composite
def plain_people(draw):
    """Participants whose plan staff have not touched."""
    return person(
        draw(st.sampled_from(PATHWAYS)), *draw(conditions), **{name: draw(each) for name, each in wheels.items()}
    )


@st.composite
def people(draw):
    """Anybody, with pauses and changes."""
    base = draw(plain_people()) if draw(st.booleans()) else family()
    added = draw(st.lists(st.builds(Added, codes.map(key), days), max_size=3))
    skipped = frozenset(draw(st.sets(codes.map(key), max_size=3)))
    changes = {"moved": draw(keyed), "opened": draw(keyed), "open_through_week": draw(st.integers(0, 12))}
    return replace(base, pauses=draw(pauses), added=tuple(added), skipped=skipped, **changes)


def required(one):
    if one.audience == "family":
        return {module.key for module in PROGRAM.by_key.values() if module.audience == "family"}
    wanted = {module.key for module in PROGRAM.by_key.values() if one.pathway in module.required_for}
    return wanted | {module.key for module in PROGRAM.by_key.values() if module.elective_for in one.conditions}


def open_on(one, day):
    return {row.module_key for row in plan(PROGRAM, one, day) if row.opens_on <= day}


@given(people(), days)
def test_no_module_is_lost_and_none_comes_twice(one, today):
    keys = [row.module_key for row in plan(PROGRAM, one, today)]
    assert len(set(keys)) == len(keys)
    assert set(keys) >= required(one)


@given(plain_people())
def test_an_untouched_plan_asks_for_nothing_more(one):
    assert {row.module_key for row in plan(PROGRAM, one, START)} == required(one)


@given(people(), days)
def test_no_plan_shows_a_module_of_the_other_track(one, today):
    assert {PROGRAM.by_key[row.module_key].audience for row in plan(PROGRAM, one, today)} == {one.audience}


@given(plain_people())
def test_the_caps_hold(one):
    rows = plan(PROGRAM, one, START)
    loads = [sum(row.own_week == week for row in rows) for week in range(1, 13)]
    assert loads[0] <= (4 if one.conditions & {"alcohol", "opioids"} else 3)
    assert max(loads[1:]) <= 3


@given(plain_people())
def test_the_starter_pack_comes_first_and_the_finish_pack_last(one):
    order = [code(row) for row in plan(PROGRAM, one, START)]
    assert order[:3] == ["p01", "p02", "p03"]
    assert order[-3:] == ["p34", "p35", "p36"]


@given(plain_people())
def test_safety_opens_in_the_first_two_weeks_and_one_of_the_first_kind_in_week_1(one):
    weeks = {code(row): row.own_week for row in plan(PROGRAM, one, START)}
    assert all(weeks[safe] <= 2 for safe in ("p09", "p12", "p24", "p27") if safe in weeks)
    assert weeks.get("p12", 1) == 1
    assert weeks.get("p09", 1) == 1 or "p12" in weeks


@given(people(), days)
def test_the_order_is_that_of_the_own_weeks(one, today):
    weeks = [row.own_week for row in plan(PROGRAM, one, today)]
    assert weeks == sorted(weeks)
    assert set(weeks) <= set(range(1, 13))


@given(people(), days)
def test_sources_reasons_and_days_make_sense(one, today):
    for row in plan(PROGRAM, one, today):
        assert row.source in SOURCES
        assert row.reason in REASONS
        assert row.due_on <= row.week_ends_on
        assert row.skipped == (row.module_key in one.skipped)
        assert not (row.on_hold and row.opens_on <= today)


@given(people(), days, st.integers(1, 100))
def test_what_is_open_on_a_day_is_open_on_every_later_one(one, today, later):
    assert open_on(one, today) <= open_on(one, today + timedelta(days=1))
    assert open_on(one, today) <= open_on(one, today + timedelta(days=later))


@given(people(), people(), days)
def test_what_the_person_opened_stays_open_whatever_changes(before, after, today):
    tracks = {before.audience, after.audience}
    seen = dict.fromkeys(open_on(before, today), today) if len(tracks) == 1 else {}
    assert open_on(replace(after, opened=seen), today) >= set(seen)


@given(plain_people(), days, days, st.none() | st.integers(1, 60))
def test_a_pause_shifts_only_what_is_not_open(one, today, first, length):
    pause = Pause(first, first + timedelta(days=length) if length else None)
    before = {row.module_key: row for row in plan(PROGRAM, one, today)}
    for row in plan(PROGRAM, replace(one, pauses=(pause,)), today):
        unpaused = before[row.module_key]
        if unpaused.opens_on < first:
            assert row.opens_on == unpaused.opens_on
        else:
            assert row.opens_on >= unpaused.opens_on
        assert row.own_week == unpaused.own_week


@given(people(), days, days)
def test_nothing_opens_in_a_pause_by_itself(one, first, today):
    paused = replace(one, pauses=(Pause(first),), open_through_week=0, opened={})
    fresh = open_on(paused, today) - open_on(paused, first - timedelta(days=1))
    assert fresh == set() or today < first


@given(people(), days)
def test_the_same_person_and_day_give_the_same_plan(one, today):
    assert plan(PROGRAM, one, today) == plan(program(), one, today)


@given(people(), days)
def test_the_current_week_only_moves_forward(one, today):
    assert 1 <= week_of(one, today, 12) <= week_of(one, today + timedelta(days=1), 12) <= 12


@given(plain_people(), days)
def test_the_modules_of_the_current_week_are_open(one, today):
    week = week_of(one, today, 12)
    assert today < START or all(row.opens_on <= today for row in plan(PROGRAM, one, today) if row.own_week <= week)


# --- how an assignment stands ---

ROW = Assignment(key("p04"), 2, 2, START, START, "required", "your-week", week_ends_on=START + timedelta(days=6))


@pytest.mark.parametrize(
    ("day", "opened", "completed", "expected"),
    [
        (-1, False, False, "upcoming"),
        (-1, True, False, "under-way"),
        (0, False, False, "open"),
        (0, True, False, "under-way"),
        (6, False, False, "open"),  # due, and still its week
        (7, False, False, "make-up"),
        (7, True, False, "make-up"),
        (7, True, True, "done"),
        (-1, False, True, "done"),
    ],
)
def test_standing(day, opened, completed, expected):
    assert standing(ROW, START + timedelta(days=day), opened, completed) == expected


def test_a_skipped_module_is_skipped_and_a_completed_one_stays_done():
    skipped = replace(ROW, skipped=True)
    assert standing(skipped, START, False, False) == standing(skipped, START, True, False) == "skipped"
    assert standing(skipped, START, True, True) == "done"


def test_what_is_optional_never_becomes_make_up():
    assert standing(replace(ROW, reason="optional"), START + timedelta(days=99), True, False) == "under-way"


def test_the_plan_and_the_engines_import_neither_django_nor_wagtail():
    modules = "learners.planning.plan, courses.quiz, courses.worksheets, courses.reading, courses.words"
    script = (
        f"import sys, {modules}; print([name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
