"""All that fit."""

import pytest

from courses.quiz.multiple_choice import MultipleChoice
from tests.courses.quiz.questions import MULTIPLE, WRONG

KIND = MultipleChoice()


@pytest.mark.parametrize("answer", [["o1"], ["o1", "o2", "o3"], ["o1", "o2"], ["o2", "o4"]])
def test_part_of_the_right_answer_is_not_enough_and_more_is_too_much(answer):
    assert not KIND.mark(MULTIPLE, answer).correct


def test_leaving_out_a_right_option_reveals_no_misconception():
    assert KIND.mark(MULTIPLE, ["o1"]).misconceptions == ()
    assert KIND.mark(MULTIPLE, ["o1", "o2", "o4"]).misconceptions == (WRONG,)


def test_the_answer_is_worded_in_the_order_of_the_question():
    assert KIND.words(MULTIPLE, ["o3", "o1"]) == "Option 1; Option 3"
