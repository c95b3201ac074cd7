"""Which topic is suggested to a group."""

from datetime import timedelta

from learners.groups import topics
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan import plan, standing
from tests.learners import programs

DAYS = [programs.START + timedelta(days=number) for number in (0, 2, 4)]


def test_on_a_wheel_the_modules_of_the_week_come_in_turn():
    asked = [topics.for_wheel(programs.PROGRAM, 2, DAYS, day).code for day in DAYS]
    assert asked == ["p04", "p05", "p06"]


def test_an_elective_is_never_a_topic():
    asked = {topics.for_wheel(programs.PROGRAM, 3, DAYS, day).code for day in DAYS}
    assert asked == {"p07", "p08"}
    assert not {one.code for one in topics.shared(programs.PROGRAM)} & set(programs.ELECTIVES)


def test_a_week_without_modules_suggests_nothing():
    assert topics.for_wheel(programs.PROGRAM, 99, DAYS, DAYS[0]) is None


def of_person(starts_on, today) -> PersonPlan:
    person = programs.person(starts_on=starts_on)
    rows = (
        Row(programs.PROGRAM.by_key[one.module_key], None, one, standing(one, today, False, False))
        for one in plan(programs.PROGRAM, person, today)
    )
    return PersonPlan(None, programs.PROGRAM, person, tuple(rows), today)


def test_on_own_clocks_what_most_people_have_waiting_comes_first():
    today = programs.START + timedelta(days=8)
    plans = [of_person(programs.START, today), of_person(programs.START, today), of_person(today, today)]
    ranked = topics.for_own_clocks(programs.PROGRAM, plans)
    assert [(one.code, people) for one, people in ranked[:4]] == [("p04", 2), ("p05", 2), ("p06", 2), ("p01", 1)]


def test_what_was_a_topic_lately_comes_last():
    today = programs.START + timedelta(days=8)
    ranked = topics.for_own_clocks(programs.PROGRAM, [of_person(programs.START, today)], {programs.key("p04")})
    assert ranked[0][0].code == "p05"
    assert ranked[-1][0].code == "p04"
