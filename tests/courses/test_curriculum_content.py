"""Our own curriculum: every limit of the format and every check. Fails on any error, with its file and line."""

from functools import cache

import pytest

from courses import checking
from courses.checks.reading import middle_and_most
from courses.files.reading import read
from courses.management.commands.load_curriculum import OURS
from courses.vocabulary import CO_OCCURRING, FAMILY, MENTAL_HEALTH, PATHWAYS, SUBSTANCE_USE

WARNED = {"p02", "p05", "p09", "p15"}  # where stopping alcohol or a benzodiazepine suddenly is warned of
PARTICIPANTS = [f"p{number:02}" for number in range(1, 37)]
FAMILIES = [f"f{number:02}" for number in range(1, 13)]
ELECTIVES = {
    "p09": "alcohol",
    "p12": "opioids",
    "p15": "anxiety",
    "p18": "depression",
    "p21": "trauma",
    "p24": "bipolar",
    "p27": "stimulants",
    "p30": "cannabis",
}
TWO_EXAMPLE_SETS = {"p07", "p08", "p11", "p22", "p23", "p25", "p26", "p34"}
WARNED_OF_VIOLENCE = {"p16", "p28", "f07", "f10"}  # all numbers stand on a card
FEED_THE_PLAN = {"p02", "p03", "p07", "p08", "p11", "p22", "p25", "p26", "p29", "p31", "p33"}
GATHERS_THE_PLAN = "p34"


@cache
def ours():
    return read(OURS)


def codes():
    return sorted(path.name.split("-")[0] for path in OURS.iterdir() if path.is_dir())


def module(code: str):
    return next(module for module in ours().modules if module.code == code)


def blocks(code: str, kind: str) -> list:
    return [block for card in module(code).cards for block in card.blocks if block.block == kind]


def test_the_checks_find_no_error():
    assert [str(told) for told in checking.errors(checking.findings(ours()))] == []


def test_there_are_few_warnings():
    warnings = [str(told) for told in checking.findings(ours())]
    assert len(warnings) <= len(ours().modules), "\n".join(warnings)


def test_the_twelve_weeks_have_their_themes():
    assert [week.number for week in ours().settings.weeks] == list(range(1, 13))


def test_all_48_modules_stand_at_their_place():
    assert codes() == FAMILIES + PARTICIPANTS
    for place, code in enumerate(PARTICIPANTS):
        assert (module(code).settings.week, module(code).settings.slot) == (place // 3 + 1, place % 3 + 1), code
    for week, code in enumerate(FAMILIES, 1):
        assert (module(code).settings.week, module(code).settings.slot) == (week, 1), code


def test_27_modules_are_for_everybody_one_for_substance_use_and_eight_for_a_condition():
    wanted = {one.code: one.settings for one in ours().modules if one.settings.audience != FAMILY}
    assert {code: page.elective_for for code, page in wanted.items() if page.elective_for} == ELECTIVES
    assert set(wanted["p05"].required_for) == {SUBSTANCE_USE, CO_OCCURRING}
    for code in set(PARTICIPANTS) - set(ELECTIVES) - {"p05"}:
        assert set(wanted[code].required_for) == set(PATHWAYS), code
    assert not any(wanted[code].required_for for code in ELECTIVES)


def test_eight_modules_tell_their_skill_twice():
    assert {one.code for one in ours().modules if one.settings.two_example_sets} == TWO_EXAMPLE_SETS
    for code in TWO_EXAMPLE_SETS:
        assert {SUBSTANCE_USE, MENTAL_HEALTH} <= {story.pathway for story in blocks(code, "story")}


def test_cards_read_at_grade_six_and_a_half_or_below_in_the_middle():
    cards = [graded for grades in checking.grades(ours()) for graded in grades.cards]
    questions = [graded for grades in checking.grades(ours()) for graded in grades.questions]
    for graded in (cards, questions):
        middle, most = middle_and_most(graded)
        assert (middle <= 6.5, most <= 8) == (True, True)


@pytest.mark.parametrize("code", sorted(WARNED_OF_VIOLENCE))
def test_where_violence_is_near_all_numbers_stand_on_a_card(code):
    assert any(numbers.show == "all" for numbers in blocks(code, "crisis-numbers"))


def test_no_two_modules_share_a_story():
    titles = [story.title.lower() for code in codes() for story in blocks(code, "story")]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_half_of_all_cards_and_questions_read_at_grade_six_or_below():
    for grades in checking.grades(ours()):
        assert middle_and_most(grades.cards)[0] <= 6, grades.code
        assert middle_and_most(grades.questions)[0] <= 6, grades.code


def test_right_answers_are_not_to_be_guessed_by_place_or_length():
    places = checking.places_of_right_options(ours())
    assert max(places.values()) <= 0.45 * places.total()
    longest, count = checking.right_and_longest(ours())
    assert longest <= 0.4 * count


@pytest.mark.parametrize("code", codes())
def test_a_module_has_a_picture_a_story_steps_and_practice(code):
    diagrams = {"chain", "cycle", "wave", "ladder", "thermometer", "circles", "timeline", "two-columns"}
    assert any(blocks(code, kind) for kind in diagrams)
    assert all(blocks(code, kind) for kind in ("story", "steps", "practice"))


@pytest.mark.parametrize("code", codes())
def test_practice_can_be_done_with_eyes_open_and_while_moving(code):
    assert all(practice.eyes_open and practice.movement for practice in blocks(code, "practice"))


@pytest.mark.parametrize("code", codes())
def test_questions_are_about_somebody_else(code):
    for question in module(code).quiz.questions:
        assert "have you" not in question.prompt.lower()


@pytest.mark.parametrize("code", codes())
def test_a_participant_is_warned_of_stopping_suddenly(code):
    if code in WARNED:
        said = " ".join(str(card) for card in module(code).cards).lower()
        assert "benzodiazepine" in said
        assert "alcohol" in said


@pytest.mark.parametrize("code", codes())
def test_the_plan_is_fed_by_the_worksheets_that_it_names(code):
    assert module(code).worksheet.feeds_plan is (code in FEED_THE_PLAN)
    assert not module(code).worksheet.gathers_plan or code == GATHERS_THE_PLAN


@pytest.mark.parametrize("code", codes())
def test_no_family_module_gives_a_diagnosis_away(code):
    """It pairs with the modules of the week that everybody has, never with an elective."""
    page = module(code).settings
    assert (page.audience == FAMILY) == code.startswith("f")
    same_week = [one for one in ours().modules if one.settings.week == page.week]
    everybodys = [one.code for one in same_week if set(one.settings.required_for) == set(PATHWAYS)]
    assert sorted(page.pairs_with) == (sorted(everybodys) if page.audience == FAMILY else [])


@pytest.mark.parametrize("code", codes())
def test_a_module_leans_on_sources_and_says_who_reviewed_it(code):
    page = module(code).settings
    assert page.sources
    assert page.license == "CC BY 4.0"
    assert bool(page.review.reviewer) == bool(page.review.reviewed_on)


def test_rules_name_modules_of_the_map():
    rules = ours().settings.rules
    assert (rules.starter_pack, rules.finish_pack) == (["p01", "p02", "p03"], ["p34", "p35", "p36"])
    assert rules.due_within_hours == {"p02": 48}
