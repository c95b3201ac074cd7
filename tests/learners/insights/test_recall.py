"""Before and after: the same people, the same question, each person once, and never fewer than five."""

import pytest

from courses import outline
from learners.insights import recall
from tests.factories import courses as curriculum
from tests.learners.answering import right, wrong
from tests.learners.crowds import handed_in, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(program):
    """A module of week 2, whose check-in asks something of week 1 again."""
    return program.by_code["p04"]


def came_again(cast, module, later, questions, how):
    """`how`: (right at first, right later) of each person, of the first question."""
    learns = people(cast.morning, len(how))
    for one, (first, again) in zip(learns, how, strict=True):
        answers = {question["id"]: (right if first else wrong)(question) for question in questions}
        handed_in(one, module.edition_id, answers)
        handed_in(one, later.edition_id, {}, reviews={questions[0]["id"]: again}, came_from=module.edition_id, days=7)
    return learns


def sides(found):
    return [one and (one.low, one.high) for one in (found.at_first, found.later)]


def test_it_compares_the_same_people_at_first_and_later(cast, module, later, questions):
    came_again(cast, module, later, questions, [(True, True)] * 8 + [(False, True)] * 6 + [(False, False)] * 6)
    found = recall.of_module(cast.morning, module.key)
    assert (found.people, sides(found)) == (20, [(8, 8), (14, 14)])
    assert recall.of_module(cast.morning.program, module.key) == found
    assert recall.of_module(cast.evening, module.key) is None


def test_fewer_than_five_are_not_told_of_and_few_of_many_are_a_range(cast, module, later, questions):
    came_again(cast, module, later, questions, [(True, True)] * 4)
    assert recall.of_module(cast.morning, module.key) is None
    came_again(cast, module, later, questions, [(False, True)] * 8)
    found = recall.of_module(cast.morning, module.key)
    assert (found.people, sides(found)) == (12, [(0, 4), (8, 12)])


def test_each_person_counts_once_with_the_first_question_that_came_again(cast, module, later, questions):
    learns = came_again(cast, module, later, questions, [(True, True)] * 5 + [(True, False)] * 5)
    for one in learns:
        handed_in(
            one,
            later.edition_id,
            {},
            module_key=cast.morning.uid,  # any other module
            reviews={questions[1]["id"]: False},
            came_from=module.edition_id,
            days=14,
        )
    found = recall.of_module(cast.morning, module.key)
    assert (found.people, sides(found)[1]) == (10, (5, 5))


def test_a_question_that_was_worded_anew_is_not_compared(cast, program_page, module, later, questions):
    curriculum.turn_the_key_round(module.key)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    for one in people(cast.morning, 12):
        handed_in(one, module.edition_id, {question["id"]: right(question) for question in questions})
        handed_in(one, later.edition_id, {}, reviews={questions[0]["id"]: True}, came_from=newer.edition_id, days=7)
    assert recall.of_module(cast.morning, module.key) is None


def test_who_was_only_asked_again_is_not_compared(cast, module, later, questions):
    for one in people(cast.morning, 12):
        handed_in(one, later.edition_id, {}, reviews={questions[0]["id"]: True}, came_from=module.edition_id)
    assert recall.of_module(cast.morning, module.key) is None
