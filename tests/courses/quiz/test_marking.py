"""A whole check-in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import QUESTION_KINDS, mark_quiz
from tests.courses.quiz.questions import SINGLE, answered


def quiz_of(count, pass_mark=80):
    return {"pass_mark": pass_mark, "questions": [SINGLE | {"id": f"q{number}"} for number in range(count)]}


def right(count):
    return {f"q{number}": "o2" for number in range(count)}


@pytest.mark.parametrize(
    ("count", "right_ones", "percent", "passed"),
    [
        (5, 4, 80, True),
        (6, 4, 66, False),
        (6, 5, 83, True),
        (7, 5, 71, False),
        (8, 6, 75, False),
        (3, 3, 100, True),
        (4, 0, 0, False),
    ],
)
def test_percent_is_rounded_down_and_held_against_the_pass_mark(count, right_ones, percent, passed):
    result = mark_quiz(quiz_of(count), right(right_ones))
    assert (result.right, result.out_of, result.percent, result.passed) == (right_ones, count, percent, passed)


def test_unanswered_questions_are_wrong_and_asked_again():
    result = mark_quiz(quiz_of(3), {"q0": "o2", "q1": "o1", "q2": None})
    assert result.missed == ("q1", "q2")
    assert list(result.marks) == ["q0", "q1", "q2"]


def test_answers_to_other_questions_count_for_nothing():
    assert mark_quiz(quiz_of(1), {"q0": "o1", "elsewhere": "o2"}).right == 0


def test_a_check_in_without_questions_is_passed():
    assert mark_quiz(quiz_of(0), {}).passed


def test_a_pass_mark_of_zero_is_always_reached():
    assert mark_quiz(quiz_of(2, pass_mark=0), {}).passed


@given(st.lists(answered(), max_size=8, unique_by=lambda case: case[0]["id"]), st.randoms())
def test_the_result_does_not_depend_on_the_order_of_the_answers(cases, random):
    quiz = {"pass_mark": 80, "questions": [question for question, _ in cases]}
    answers = {question["id"]: answer for question, answer in cases}
    mixed = dict(random.sample(list(answers.items()), len(answers)))
    assert mark_quiz(quiz, answers) == mark_quiz(quiz, mixed)


@given(st.lists(answered(), min_size=1, max_size=8, unique_by=lambda case: case[0]["id"]))
def test_answering_what_was_missed_rightly_passes(cases):
    quiz = {"pass_mark": 100, "questions": [question for question, _ in cases]}
    answers = {question["id"]: answer for question, answer in cases}
    missed = mark_quiz(quiz, answers).missed
    retried = {q["id"]: QUESTION_KINDS[q["kind"]].right_answer(q) for q in quiz["questions"] if q["id"] in missed}
    assert mark_quiz(quiz, answers | retried).passed
