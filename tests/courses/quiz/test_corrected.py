"""Marking again: what counts as right as well is right, nothing is ever lowered, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import QUESTION_KINDS, mark_quiz
from courses.quiz.corrected import counted, mark_again
from tests.courses.quiz.questions import EXAMPLES, SINGLE, answered
from tests.learners.answering import wrong


def quiz_of(*questions, pass_mark=80):
    return {"pass_mark": pass_mark, "questions": list(questions)}


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda one: one["kind"])
def test_an_answer_that_counts_as_well_is_right_in_all_its_parts(question):
    quiz, answers = quiz_of(question), {"q": wrong(question)}
    assert not mark_quiz(quiz, answers).passed
    again = mark_again(quiz, answers, {"q": [wrong(question)]})
    assert (again.right, again.percent, again.passed, again.missed) == (1, 100, True, ())
    chosen = [part for part in again.marks["q"].parts if part.chosen]
    assert chosen
    assert all(part.right for part in chosen)
    assert again.marks["q"].misconceptions == ()


def test_what_explained_why_it_was_wrong_is_not_said_any_more():
    again = mark_again(quiz_of(SINGLE), {"q": "o1"}, {"q": ["o1"]})
    first, key, *_ = again.marks["q"].parts
    assert (first.explanation, key.explanation) == ("", "Why 2")
    assert key.right


def test_another_wrong_answer_gains_nothing():
    answers = {"q": "o3"}
    assert mark_again(quiz_of(SINGLE), answers, {"q": ["o1"]}) == mark_quiz(quiz_of(SINGLE), answers)


def test_no_answer_never_counts():
    assert not mark_again(quiz_of(SINGLE), {}, {"q": ["o1"]}).passed
    assert not mark_again(quiz_of(SINGLE), {"q": None}, {"q": ["o1"]}).passed


def test_carried_answers_stay_right():
    quiz = quiz_of(SINGLE)
    assert mark_again(quiz, {"q": "o1"}, {"q": ["o1"]}, carried=4).right == 5
    assert mark_again(quiz, {"q": "o3"}, {"q": ["o1"]}, carried=4).percent == 80
    assert mark_again(quiz, {"q": "o3"}, {"q": ["o1"]}, carried=4).passed


@given(st.lists(answered(), min_size=1, max_size=6, unique_by=lambda pair: pair[0]["id"]), st.data())
def test_nothing_is_lowered_and_only_what_was_corrected_changes(pairs, data):
    quiz = quiz_of(*(question for question, _ in pairs))
    answers = {question["id"]: answer for question, answer in pairs}
    chosen = data.draw(st.sets(st.sampled_from(sorted(answers))))
    right_as_well = {key: [answers[key]] for key in chosen}
    first, again = mark_quiz(quiz, answers), mark_again(quiz, answers, right_as_well)
    assert again.right == first.right + len(counted(first, answers, right_as_well))
    assert again.percent >= first.percent
    assert again.passed >= first.passed
    for key in answers:
        assert again.marks[key].correct == (first.marks[key].correct or (key in chosen and answers[key] is not None))
        if key not in counted(first, answers, right_as_well):
            assert again.marks[key] == first.marks[key]


@given(st.lists(answered(), min_size=1, max_size=6, unique_by=lambda pair: pair[0]["id"]))
def test_without_corrections_it_marks_as_before(pairs):
    quiz = quiz_of(*(question for question, _ in pairs))
    answers = {question["id"]: answer for question, answer in pairs}
    assert mark_again(quiz, answers, {}) == mark_quiz(quiz, answers)
    keys = {question["id"]: [QUESTION_KINDS[question["kind"]].right_answer(question)] for question, _ in pairs}
    assert mark_again(quiz, answers, keys) == mark_quiz(quiz, answers)
