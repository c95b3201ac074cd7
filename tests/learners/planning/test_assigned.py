"""A plan with its progress: what is kept for a group and what is made for one person say the same."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from learners.planning import assigned
from learners.planning.plan import Added, plan, standing
from tests.learners.planning.test_plan import days, people, plain_people
from tests.learners.programs import PROGRAM, START, key, person

opened = st.dictionaries(st.sampled_from([one.key for one in PROGRAM.by_key.values()]), days, max_size=8)
DONE = SimpleNamespace(completed_at="some time", excused_at=None)
BEGUN = SimpleNamespace(completed_at=None, excused_at=None)


def is_what_the_plan_says(one, today, rows):
    made = assigned.rows_of(PROGRAM, one, rows, today)
    asked = plan(PROGRAM, one, today)
    assert tuple(row.assignment for row in made) == asked
    assert [row.module for row in made] == [PROGRAM.by_key[each.module_key] for each in asked]
    assert [row.progress for row in made] == [rows.get(each.module_key) for each in asked]
    assert [row.standing for row in made] == [
        standing(each, today, each.module_key in rows, rows.get(each.module_key) is DONE) for each in asked
    ]


@given(people(), days, st.sampled_from([DONE, BEGUN]))
def test_the_rows_are_those_of_the_plan(one, today, state):
    is_what_the_plan_says(one, today, dict.fromkeys(one.opened, state))


@given(plain_people(), days, opened, st.sampled_from([DONE, BEGUN]))
def test_and_so_they_are_where_staff_changed_nothing(one, today, opened, state):
    is_what_the_plan_says(replace(one, opened=opened), today, dict.fromkeys(opened, state))


def test_one_who_opened_something_changes_nothing_for_the_next():
    today, module = START + timedelta(days=2), key("p01")
    before = assigned.rows_of(PROGRAM, person(), {}, today)
    assigned.rows_of(PROGRAM, person(opened={module: today}), {module: DONE}, today)
    after = assigned.rows_of(PROGRAM, person(), {}, today)
    assert after == before
    assert all(row.progress is None for row in after)


def test_a_group_shares_what_it_has_in_common():
    today, module = START + timedelta(days=2), key("p01")
    one = assigned.rows_of(PROGRAM, person(), {}, today)
    other = assigned.rows_of(PROGRAM, person(opened={module: today}), {module: BEGUN}, today)
    assert [row is same for row, same in zip(one, other, strict=True)].count(False) == 1


def test_a_plan_that_staff_changed_is_made_for_itself():
    today, module = START + timedelta(days=2), key("p30")
    changed = person(added=(Added(module, today),))
    assert [row.assignment.reason for row in assigned.rows_of(PROGRAM, changed, {}, today)].count("added-by-staff") == 1
    assert "added-by-staff" not in {row.assignment.reason for row in assigned.rows_of(PROGRAM, person(), {}, today)}
