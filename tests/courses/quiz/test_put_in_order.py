"""Items and their places."""

import pytest

from courses.quiz import AnswerError
from courses.quiz.put_in_order import PutInOrder
from tests.courses.quiz.questions import ORDER

KIND = PutInOrder()


def places(*given):
    return {f"place-i{number}": [place] for number, place in enumerate(given, 1)}


def test_places_become_an_order_of_ids():
    assert KIND.read(ORDER, places("2", "1", "4", "3")) == ["i2", "i1", "i4", "i3"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("1", "1", "2", "3"), "same-place"),
        (("1", "2", "3", ""), "incomplete"),
        (("1", "2", "3", "5"), "not-a-choice"),
        (("0", "1", "2", "3"), "not-a-choice"),
        (("01", "2", "3", "4"), "not-a-choice"),
    ],
)
def test_an_order_that_does_not_work_out_is_refused(given, code):
    with pytest.raises(AnswerError) as caught:
        KIND.read(ORDER, places(*given))
    assert caught.value.code == code


def test_a_line_of_another_question_is_refused():
    with pytest.raises(AnswerError):
        KIND.read(ORDER, places("1", "2", "3", "4") | {"place-x": ["1"]})


def test_each_item_shows_the_place_given_and_the_right_one():
    parts = KIND.mark(ORDER, ["i2", "i1", "i3", "i4"]).parts
    assert [(part.chosen, part.answer, part.right) for part in parts] == [
        ("2", "1", False),
        ("1", "2", False),
        ("3", "3", True),
        ("4", "4", True),
    ]


def test_the_answer_is_worded_as_a_numbered_line():
    assert KIND.words(ORDER, ["i2", "i1"]) == "1. Item 2; 2. Item 1"
