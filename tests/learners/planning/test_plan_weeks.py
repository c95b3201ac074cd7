"""Which module comes in which own week: the sequencing rules, one by one."""

import pytest

from courses.rules import SequencingRules
from learners.planning.plan import plan
from tests.learners.programs import BOTH, MENTAL, PROGRAM, START, SUBSTANCE, by_code, by_week, family, person, program

ALL = ("alcohol", "opioids", "anxiety", "depression", "trauma", "bipolar", "stimulants", "cannabis")
MIDDLE = {
    3: "p07 p08",
    4: "p10 p11",
    5: "p13 p14",
    6: "p16 p17",
    7: "p19 p20",
    8: "p22 p23",
    9: "p25 p26",
    10: "p28 p29",
}
NO_ELECTIVES = {1: "p01 p02 p03", 2: "p04 p05 p06", **MIDDLE, 11: "p31 p32 p33", 12: "p34 p35 p36"}


def weeks_of(one, outline=PROGRAM):
    return by_week(plan(outline, one, START))


def row(one, code, outline=PROGRAM):
    return by_code(plan(outline, one, START))[code]


def placing(one, code, outline=PROGRAM):
    found = row(one, code, outline)
    return found.own_week, found.source, found.reason


# --- what is assigned ---


@pytest.mark.parametrize("pathway", [SUBSTANCE, BOTH])
def test_without_conditions_the_plan_is_the_28_required_modules(pathway):
    assert weeks_of(person(pathway)) == NO_ELECTIVES


def test_for_mental_health_the_module_on_the_healing_brain_is_not_assigned():
    assert weeks_of(person(MENTAL)) == NO_ELECTIVES | {2: "p04 p06"}


def test_each_condition_brings_its_elective_in_its_own_week():
    assert weeks_of(person(MENTAL, "anxiety", "depression", "trauma")) == NO_ELECTIVES | {
        2: "p04 p06",
        5: "p13 p14 p15",
        6: "p16 p17 p18",
        7: "p19 p20 p21",
    }
    assert placing(person(MENTAL, "trauma"), "p21") == (7, "elective", "your-week")
    assert placing(person(MENTAL), "p07") == (3, "required", "your-week")


def test_a_recorded_condition_counts_on_every_pathway():
    assert "p09" in by_code(plan(PROGRAM, person(MENTAL, "alcohol"), START))


# --- packs ---


def test_the_starter_pack_is_first_and_the_finish_pack_last():
    assert placing(person(), "p01") == placing(person(), "p03") == (1, "starter", "starter-pack")
    assert placing(person(), "p34") == placing(person(), "p36") == (12, "finish", "finish-pack")


def test_a_starter_pack_of_other_weeks_still_comes_first():
    weeks = weeks_of(person(), program(starter_pack=("p13", "p02")))
    assert weeks[1] == "p13 p02 p01"
    assert weeks[2] == "p04 p05 p06"
    assert weeks[3] == "p03 p07 p08"


def test_a_long_finish_pack_starts_in_the_last_two_weeks_and_not_before():
    weeks = weeks_of(person(), program(finish_pack=("p33", "p34", "p35", "p36")))
    assert weeks[11] == "p31 p32 p33"
    assert weeks[12] == "p34 p35 p36"


# --- safety first ---


@pytest.mark.parametrize(("condition", "code"), [("alcohol", "p09"), ("opioids", "p12")])
def test_alcohol_and_opioids_open_in_week_1_as_a_fourth_module(condition, code):
    assert weeks_of(person(BOTH, condition)) == NO_ELECTIVES | {1: f"p01 p02 p03 {code}"}
    assert placing(person(BOTH, condition), code) == (1, "safety", "safety-first")


@pytest.mark.parametrize(("condition", "code"), [("bipolar", "p24"), ("stimulants", "p27")])
def test_bipolar_and_stimulants_open_in_week_2_and_a_required_module_makes_room(condition, code):
    assert weeks_of(person(BOTH, condition)) == NO_ELECTIVES | {2: f"{code} p04 p05", 3: "p06 p07 p08"}
    assert placing(person(BOTH, condition), "p06") == (3, "required", "made-room")


def test_where_week_2_has_room_nothing_has_to_move():
    assert weeks_of(person(MENTAL, "bipolar"))[2] == "p24 p04 p06"
    assert weeks_of(person(MENTAL, "bipolar"))[3] == "p07 p08"


def test_of_two_for_week_1_opioids_come_first_and_alcohol_as_soon_as_the_caps_allow():
    weeks = weeks_of(person(SUBSTANCE, "alcohol", "opioids"))
    assert (weeks[1], weeks[2], weeks[3]) == ("p01 p02 p03 p12", "p09 p04 p05", "p06 p07 p08")


def test_a_higher_cap_lets_both_open_in_week_1():
    weeks = weeks_of(person(SUBSTANCE, "alcohol", "opioids"), program(max_first_week=5))
    assert weeks[1] == "p01 p02 p03 p12 p09"
    assert weeks[2] == "p04 p05 p06"


def test_the_first_week_takes_a_fourth_module_only_for_those_who_need_it_there():
    assert weeks_of(person(BOTH, "bipolar"))[1] == "p01 p02 p03"


# --- the free slot ---


def test_a_week_that_safety_left_free_takes_another_of_the_persons_electives():
    weeks = weeks_of(person(BOTH, "alcohol", "trauma", "depression"))
    assert weeks[3] == "p07 p08 p18"  # depression is before trauma in the order of the rules
    assert weeks[7] == "p19 p20 p21"
    assert placing(person(BOTH, "alcohol", "trauma", "depression"), "p18") == (3, "elective", "free-slot")


def test_two_free_weeks_take_two_electives_in_the_order_of_the_rules():
    weeks = weeks_of(person(MENTAL, "alcohol", "opioids", "cannabis", "anxiety"))
    assert (weeks[3], weeks[4]) == ("p07 p08 p15", "p10 p11 p30")


def test_an_elective_is_never_put_off_into_a_free_week():
    assert weeks_of(person(MENTAL, "stimulants", "anxiety"))[5] == "p13 p14 p15"


def test_all_eight_conditions_fit_under_the_caps():
    assert weeks_of(person(BOTH, *ALL)) == {
        1: "p01 p02 p03 p12",
        2: "p09 p24 p27",
        3: "p04 p07 p08",
        4: "p05 p10 p11",
        5: "p13 p14 p15",
        6: "p16 p17 p18",
        7: "p19 p20 p21",
        8: "p06 p22 p23",
        9: "p25 p26 p30",
        10: "p28 p29",
        11: "p31 p32 p33",
        12: "p34 p35 p36",
    }


# --- the wheel ---


def test_on_the_wheel_a_newcomer_is_where_the_group_is():
    """The weeks that the packs push out of the first and the last week come when the group is at the packs' weeks."""
    weeks = weeks_of(person(SUBSTANCE, mode="wheel", joined_at_week=5))
    assert list(weeks.values()) == [
        "p01 p02 p03",
        *("p16 p17", "p19 p20", "p22 p23", "p25 p26", "p28 p29", "p31 p32 p33"),
        *("p10 p11", "p13 p14"),
        *("p04 p05 p06", "p07 p08"),
        "p34 p35 p36",
    ]


@pytest.mark.parametrize("spoke", range(1, 13))
def test_on_the_wheel_most_weeks_are_those_of_the_group(spoke):
    one = person(SUBSTANCE, mode="wheel", joined_at_week=spoke)
    together = {
        assignment.program_week
        for assignment in plan(PROGRAM, one, START)
        if (assignment.program_week - spoke) % 12 + 1 == assignment.own_week and assignment.source == "required"
    }
    assert len(together) >= 8


@pytest.mark.parametrize(("spoke", "second"), [(2, "p07 p08"), (12, "p31 p32 p33")])
def test_on_the_wheel_beside_the_packs_one_week_waits(spoke, second):
    weeks = weeks_of(person(SUBSTANCE, mode="wheel", joined_at_week=spoke))
    assert (weeks[1], weeks[2], weeks[12]) == ("p01 p02 p03", second, "p34 p35 p36")


def test_on_the_wheel_who_joins_at_its_first_week_has_the_weeks_of_the_own_clock():
    assert weeks_of(person(SUBSTANCE, mode="wheel", joined_at_week=1)) == NO_ELECTIVES


def test_on_the_wheel_safety_and_free_weeks_go_by_the_own_week():
    weeks = weeks_of(person(BOTH, "alcohol", "depression", mode="wheel", joined_at_week=11))
    assert weeks[1] == "p01 p02 p03 p09"
    assert weeks[5] == "p07 p08 p18"


def test_on_the_own_clock_the_week_of_joining_changes_nothing():
    assert weeks_of(person(joined_at_week=7)) == NO_ELECTIVES


def test_the_program_week_is_the_modules_own():
    found = row(person(SUBSTANCE, mode="wheel", joined_at_week=5), "p13")
    assert (found.own_week, found.program_week) == (9, 5)


def test_on_the_wheel_an_elective_makes_room_for_safety_before_a_required_module_does():
    weeks = weeks_of(person(BOTH, "stimulants", "anxiety", mode="wheel", joined_at_week=4))
    assert (weeks[2], weeks[3]) == ("p27 p13 p14", "p15 p16 p17")


def test_on_the_wheel_safety_that_is_soon_anyway_stays_in_its_week():
    one = person(BOTH, *ALL, mode="wheel", joined_at_week=8)
    assert placing(one, "p27") == (2, "safety", "your-week")


# --- families ---


@pytest.mark.parametrize("mode", ["own-clock", "wheel"])
def test_a_family_plan_has_one_family_module_a_week_from_the_first(mode):
    one = family(mode=mode, joined_at_week=5)
    assert weeks_of(one) == {number: f"f{number:02}" for number in range(1, 13)}
    assert placing(one, "f01") == (1, "required", "your-week")


def test_a_family_plan_never_has_an_elective_or_a_condition():
    assert weeks_of(family(conditions=frozenset(ALL))) == weeks_of(family())


# --- other programs ---


def test_a_program_that_is_not_finished_yet_is_planned_as_far_as_it_goes():
    only = {"p01", "p02", "p03", "p04"}
    outline = program(without=set(by_code(plan(PROGRAM, person(BOTH, *ALL), START))) - only)
    assert weeks_of(person(), outline) == {1: "p01 p02 p03", 2: "p04"}


def test_codes_that_the_program_does_not_have_are_no_trouble():
    outline = program(starter_pack=("x1", "p01"), finish_pack=("x2",), due_within_hours={"x3": 5})
    assert weeks_of(person(), outline)[1] == "p01 p02 p03"


def test_a_program_without_rules_keeps_every_module_in_its_week():
    assert weeks_of(person(BOTH, "alcohol"), program(rules=SequencingRules())) == NO_ELECTIVES | {3: "p07 p08 p09"}


def test_a_cap_that_cannot_hold_everything_loses_nothing():
    codes = set(by_code(plan(program(max_per_week=1, max_first_week=1), person(BOTH, *ALL), START)))
    assert len(codes) == 36
