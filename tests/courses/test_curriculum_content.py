"""Our own curriculum: every limit of the format and every check. Fails on any error, with its file and line."""

from functools import cache

import pytest

from courses import checking
from courses.checks.reading import middle_and_most
from courses.files.reading import read
from courses.management.commands.load_curriculum import OURS
from courses.vocabulary import FAMILY

WARNED = {"p02", "p05", "p09", "p15"}  # where stopping alcohol or a benzodiazepine suddenly is warned of
FEED_THE_PLAN = {"p02", "p03", "p07", "p08", "p11", "p22", "p25", "p26", "p29", "p31", "p33"}


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


def test_the_first_weeks_are_whole():
    assert {"p01", "p02", "p03", "p04", "p05", "p06", "f01", "f02"} <= set(codes())


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


@pytest.mark.parametrize("code", codes())
def test_no_family_module_gives_a_diagnosis_away(code):
    """It pairs with the week's required modules, never with an elective."""
    page = module(code).settings
    known = {one.code: one.settings for one in ours().modules}
    assert (page.audience == FAMILY) == code.startswith("f")
    for other in page.pairs_with:
        assert other not in known or known[other].required_for
        assert other not in known or known[other].week == page.week


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
