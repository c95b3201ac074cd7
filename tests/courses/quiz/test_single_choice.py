"""One of several."""

import pytest

from courses.quiz import QUESTION_KINDS, AnswerError
from tests.courses.quiz.questions import SINGLE, TRUE_FALSE, WRONG


@pytest.mark.parametrize("question", [SINGLE, TRUE_FALSE], ids=lambda question: question["kind"])
def test_two_answers_are_refused_with_a_sentence(question):
    with pytest.raises(AnswerError, match=r"^Pick one answer only\.$"):
        QUESTION_KINDS[question["kind"]].read(question, {"answer": ["o1", "o2"]})


def test_the_same_answer_twice_is_one_answer():
    assert QUESTION_KINDS["single_choice"].read(SINGLE, {"answer": ["o2", "o2"]}) == "o2"


def test_a_wrong_option_is_marked_with_its_explanation_and_misconception():
    marked = QUESTION_KINDS["single_choice"].mark(SINGLE, "o1")
    first, second = marked.parts[:2]
    assert (first.chosen, first.right, first.explanation, first.misconception) == (True, False, "Why 1", WRONG)
    assert (second.chosen, second.right, second.misconception) == (False, True, None)


def test_the_answer_is_worded_by_its_text():
    assert QUESTION_KINDS["single_choice"].words(SINGLE, "o3") == "Option 3"
