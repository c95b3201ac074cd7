"""Left sides and right sides."""

import pytest

from courses.quiz import AnswerError
from courses.quiz.match import Match
from tests.courses.quiz.questions import MATCH

KIND = Match()
CROSSED = {"p1": "p2", "p2": "p1", "p3": "p3", "p4": "p4"}


def test_the_same_right_side_may_be_chosen_twice_and_is_wrong_once():
    answer = KIND.read(MATCH, {f"pair-p{number}": ["p1"] for number in (1, 2, 3, 4)})
    assert [part.right for part in KIND.mark(MATCH, answer).parts] == [True, False, False, False]


def test_a_line_without_a_choice_is_asked_for():
    with pytest.raises(AnswerError, match=r"^Choose something for every line\.$"):
        KIND.read(MATCH, {"pair-p1": ["p1"], "pair-p2": [""]})


@pytest.mark.parametrize("post", [{"pair-p9": ["p1"]}, {"pair-p1": ["p9"]}, {"pair-p1": ["p1", "p2"]}])
def test_unknown_sides_and_two_values_are_refused(post):
    with pytest.raises(AnswerError) as caught:
        KIND.read(MATCH, post)
    assert caught.value.code == "not-a-choice"


def test_each_left_side_shows_the_right_side_given_and_the_right_one():
    parts = KIND.mark(MATCH, CROSSED).parts
    assert [(part.text, part.chosen, part.answer, part.right) for part in parts[1:3]] == [
        ("Left 2", "Right 1", "Right 2", False),
        ("Left 3", "Right 3", "Right 3", True),
    ]


def test_the_answer_is_worded_line_by_line():
    assert KIND.words(MATCH, CROSSED).startswith("Left 1 → Right 2; Left 2 → Right 1")
