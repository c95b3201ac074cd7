"""What a question tells, from tallies alone: the numbers are right, and what is few stays hidden."""

from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import QUESTION_KINDS
from learners.insights.questions import Given, Tally, easiness, misconceptions, of_question
from tests.courses.quiz.questions import MATCH, MULTIPLE, ORDER, SINGLE
from tests.learners.answering import right, wrong

NOBODY = Tally(0, 0, 0)


def tally(scores: list[int]) -> Tally:
    return Tally(len(scores), sum(scores), sum(score * score for score in scores))


def asked(question, answers, also_right=()):
    """`answers` maps an answer to how many gave it; None stands for no answer. Everybody's score is 0 or 1."""
    key = QUESTION_KINDS[question["kind"]]
    given = [
        Given(answer, tally([int(key.mark(question, answer).correct)] * n))
        for answer, n in answers
        if answer is not None
    ]
    number = sum(n for _, n in answers)
    score = sum(one.by.score for one in given)
    return of_question(question, given, Tally(number, score, score), also_right)


def ranges(question):
    return [choice.told and (choice.told.low, choice.told.high) for choice in question.choices]


# --- one question, pure ---------------------------------------------------------------------------------------------


def test_options_are_counted_and_the_right_one_is_the_share_that_was_right():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 5), (None, 5)])
    assert ranges(found) == [(9, 9), (20, 20), (6, 6), (5, 5)]
    assert (found.people, found.right.low, found.right.percents) == (45, 20, (44, 44))
    assert [choice.is_key for choice in found.choices] == [False, True, False, False]


def test_a_few_wrong_answers_hide_themselves_and_blur_the_right_ones():
    found = asked(SINGLE, [("o2", 20), ("o1", 2)])
    assert ranges(found) == [(0, 4), (18, 22), (0, 4), (0, 4)]
    assert found.right.percents == (81, 100)


def test_who_gave_no_answer_is_not_right():
    found = asked(SINGLE, [("o2", 10), (None, 10)])
    assert (found.people, found.right.low, found.right.high) == (20, 6, 10)


def test_fewer_than_nine_people_are_told_by_their_number_only():
    found = asked(SINGLE, [("o2", 6), ("o1", 1)])
    assert (found.right, ranges(found)) == (None, [None] * 4)


def test_of_several_options_each_is_counted_by_itself():
    found = asked(MULTIPLE, [(["o1", "o3"], 20), (["o1"], 6), (["o1", "o2", "o3"], 6)])
    assert (found.right.low, found.right.high) == (20, 20)
    assert ranges(found) == [(28, 32), (6, 6), (26, 26), (0, 4)]


@pytest.mark.parametrize("question", [ORDER, MATCH], ids=["order", "match"])
def test_lines_and_pairs_tell_who_had_each_in_its_place(question):
    found = asked(question, [(right(question), 30), (wrong(question), 10)])
    assert (found.right.low, found.right.high) == (30, 30)
    assert ranges(found) == [(30, 30)] * 4
    assert not any(choice.is_key for choice in found.choices)


def test_what_was_corrected_counts_as_right():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 5), (None, 5)], also_right=["o1"])
    assert (found.right.low, found.also_right) == (29, ("Option 1",))
    assert [choice.is_key for choice in found.choices] == [False, True, False, False]  # the edition says what it said


def test_misconceptions_say_at_least_how_many():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 1)])
    [(one, people)] = misconceptions([found])
    assert (one["key"], people) == ("wait-and-see", 15)
    [(_, wrong_order)] = misconceptions([asked(ORDER, [(right(ORDER), 30), (wrong(ORDER), 10)])])
    assert wrong_order == 10
    assert misconceptions([asked(SINGLE, [("o2", 20), ("o1", 4)])]) == []


def test_easiness_is_over_all_questions_and_hidden_where_one_is():
    open_one = asked(SINGLE, [("o2", 20), ("o1", 20), ("o3", 5), ("o4", 5), (None, 5)])
    closed = asked(SINGLE, [("o2", 5), ("o1", 3)])
    assert easiness([open_one]) == (36, 36)
    assert easiness([open_one, closed]) is None
    assert easiness([]) is None


# --- discrimination -------------------------------------------------------------------------------------------------


def scored(pairs):
    """Pairs of (own mark, rest score) of people, as the database adds them up."""
    given = [Given("o2" if own else "o1", tally([rest + own for mark, rest in pairs if mark == own])) for own in (0, 1)]
    return of_question(TWO, given, tally([own + rest for own, rest in pairs]))


TWO = SINGLE | {"options": SINGLE["options"][:2]}
ENOUGH = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=20, max_size=60).filter(
    lambda pairs: 10 <= sum(own for own, _ in pairs) <= len(pairs) - 10
)


@given(ENOUGH)
def test_it_is_the_correlation_with_the_rest_of_the_score(pairs):
    own, rest = zip(*pairs, strict=True)
    expected = correlation(own, rest) if len(set(rest)) > 1 else None
    found = scored(pairs).discrimination
    assert found == (None if expected is None else pytest.approx(expected, abs=0.0501))


def test_it_is_hidden_below_twenty_people_and_where_one_side_is_few():
    good = [(1, 9)] * 10 + [(0, 1)] * 9
    assert scored(good).discrimination is None
    assert scored([*good, (0, 1)]).discrimination == 1.0
    assert scored([(1, 9)] * 30 + [(0, 1)] * 4).discrimination is None


@given(ENOUGH, st.randoms())
def test_the_order_of_people_and_rows_does_not_matter(pairs, random):
    before = scored(pairs)
    random.shuffle(pairs)
    assert scored(pairs) == before
    given = [Given(answer, tally([1] * n)) for answer, n in (("o1", 9), ("o2", 20), ("o3", 6))]
    whole = of_question(SINGLE, given, tally([1] * 35))
    random.shuffle(given)
    assert of_question(SINGLE, given, tally([1] * 35)) == whole


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 5))
def test_shares_of_one_choice_hold_everybody(counts):
    found = asked(SINGLE, list(zip(["o1", "o2", "o3", "o4", None], counts, strict=True)))
    if found.right is not None:
        assert sum(choice.told.low for choice in found.choices) <= sum(counts)
        assert sum(choice.told.high for choice in found.choices) + max(4, counts[4]) >= sum(counts)
