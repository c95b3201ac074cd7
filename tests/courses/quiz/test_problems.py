"""What each kind asks of its authors."""

import copy

import pytest

from courses.quiz import QUESTION_KINDS
from tests.courses.quiz.questions import EXAMPLES, MATCH, MULTIPLE, ORDER, SINGLE, TRUE_FALSE, option, question


def problems(one, **changes):
    return QUESTION_KINDS[one["kind"]].problems(one | changes)


def codes(one, **changes):
    return [problem.code for problem in problems(one, **changes)]


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one["kind"])
def test_a_blank_prompt_is_a_problem_of_every_kind(one):
    assert codes(one, prompt="  ") == ["no-prompt"]


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one["kind"])
def test_every_part_needs_an_explanation_and_an_id_of_its_own(one):
    changed = copy.deepcopy(one)
    parts = changed.get("options") or changed.get("items") or changed.get("pairs")
    parts[0]["explanation"] = " "
    parts[1]["id"] = parts[0]["id"]
    assert codes(changed) == ["part-ids", "no-explanation"]


@pytest.mark.parametrize(
    ("kind", "too_few", "too_many"),
    [("single_choice", 1, 6), ("multiple_choice", 1, 6), ("put_in_order", 2, 7), ("match", 2, 6)],
)
def test_too_few_and_too_many_parts_are_problems(kind, too_few, too_many):
    assert codes(question(kind, correct=(1,), size=too_few)) == ["part-count"]
    assert codes(question(kind, correct=(1,), size=too_many)) == ["part-count"]


def test_a_statement_has_two_options():
    assert codes(TRUE_FALSE, options=SINGLE["options"]) == ["part-count"]


def test_one_option_must_be_correct_and_only_one_where_one_is_picked():
    none = [option(n, correct=False) for n in (1, 2, 3)]
    assert codes(SINGLE, options=none) == codes(MULTIPLE, options=none) == ["none-correct"]
    both = [option(1, correct=True), option(2, correct=True)]
    assert codes(SINGLE, options=both) == codes(TRUE_FALSE, options=both) == ["several-correct"]
    assert codes(MULTIPLE, options=both) == []


def test_a_wrong_option_names_its_misconception():
    unnamed = [option(1, correct=True), option(2, correct=False) | {"misconception": None}]
    assert problems(SINGLE, options=unnamed) == ["Wrong option 2 names no misconception."]


@pytest.mark.parametrize("one", [ORDER, MATCH], ids=lambda one: one["kind"])
def test_order_and_match_name_one_misconception_for_all(one):
    assert codes(one, misconception=None) == ["no-misconception"]


def test_texts_that_look_the_same_are_problems():
    twins = [option(1, correct=True) | {"text": "Call 988"}, option(2, correct=False) | {"text": " call 988 "}]
    assert codes(SINGLE, options=twins) == ["same-text"]
    pairs = copy.deepcopy(MATCH["pairs"])
    pairs[1]["right"] = pairs[0]["right"]
    pairs[2]["left"] = ""
    assert codes(MATCH, pairs=pairs) == ["no-text", "same-text"]


def test_a_problem_carries_what_a_translation_needs():
    (problem,) = problems(question("match", size=2))
    assert (problem.code, problem.values["fewest"], problem.values["most"]) == ("part-count", 3, 5)
    assert problem == "It needs 3 to 5 pairs and has 2."
