"""What a group's check-ins show: counted without names, never of fewer than five, by the last answer of each."""

import pytest

from courses import editions
from learners.learning import attempts
from learners.overview import misconceptions
from learners.overview.misconceptions import WINDOW
from tests.learners import clinic
from tests.learners.answering import right, wrong
from tests.learners.clinic import DAY, check_in

pytestmark = pytest.mark.django_db
BELIEF = "Waiting makes it pass"


@pytest.fixture
def six(cast, now):
    return [clinic.join(cast.evening, f"six{number}", now, 20) for number in range(6)]


def beliefs(people, program, now, stuck=()):
    answers = misconceptions.given([one.pk for one in people], stuck, now=now)
    return misconceptions.of_group(answers, program, now=now)


def test_it_counts_who_holds_it_among_who_answered(six, module, program, now):
    for place, one in enumerate(six):
        check_in(one, module, now=now - DAY, passes=place > 1)
    (one,) = beliefs(six, program, now)
    assert (one.name, one.people, one.answered) == (BELIEF, 2, 6)
    assert one.say == "Many think so."
    assert (one.module, one.title) == (module.key, module.title)


def test_it_leads_to_the_card_that_speaks_of_it(six, module, questions, program, now):
    for one in six:
        attempt = attempts.start(one, module, now=now)
        for question in questions:  # only the first names a card
            answer = wrong(question) if question is questions[0] else right(question)
            attempts.save_answer(attempt, question["id"], answer, now=now)
        attempts.submit(attempt, module, now=now)
    (one,) = beliefs(six, program, now)
    assert one.card == 1


def test_fewer_than_five_answers_are_not_counted_out(six, module, program, now):
    for one in six[:4]:
        check_in(one, module, now=now)
    (one,) = beliefs(six, program, now)
    assert one.answered is None


def test_what_one_person_believes_is_nothing_of_the_group(six, module, program, now):
    for place, one in enumerate(six):
        check_in(one, module, now=now, passes=place > 0)
    assert beliefs(six, program, now) == []


def test_the_last_answer_of_each_counts(six, module, program, now):
    for one in six:
        check_in(one, module, now=now - 2 * DAY)
        check_in(one, module, now=now - DAY, passes=True)
    assert beliefs(six, program, now) == []


def test_what_is_long_past_or_of_others_or_not_handed_in_is_left_out(six, cast, module, questions, program, now):
    for one in six[:2]:
        check_in(one, module, now=now - WINDOW - DAY)
    for one in six[2:4]:
        attempt = attempts.start(one, module, now=now)
        attempts.save_answer(attempt, questions[0]["id"], wrong(questions[0]), now=now)
    check_in(cast.ana_learns, module, now=now)
    check_in(cast.ben_learns, module, now=now)
    assert beliefs(six, program, now) == []
    assert beliefs(six, program, now, stuck=[module.key]) == []


def test_an_answer_is_judged_by_its_own_edition(six, module, program, now):
    """The key is turned round later: who was right then stays right."""
    from tests.factories import courses as curriculum

    for one in six:
        check_in(one, module, now=now, passes=True)
    curriculum.turn_the_key_round(module.key)
    assert beliefs(six, program, now) == []


def test_a_question_of_another_week_speaks_of_its_own_module(six, module, program, now):
    p04 = program.by_code["p04"]
    for one in six:
        check_in(one, module, now=now - DAY, passes=True)
        attempt = attempts.start(one, p04, now=now)
        assert attempt.reviews
        for question in attempts.asked(attempt):
            own = question["id"] in attempt.asks
            attempts.save_answer(attempt, question["id"], right(question) if own else wrong(question), now=now)
        attempts.submit(attempt, p04, now=now)
    (one,) = beliefs(six, program, now)
    assert one.title == module.title


def test_a_misconception_of_two_tries_comes_up_again(six, module, now):
    ned = six[0]
    check_in(ned, module, now=now - 30 * DAY)
    answers = misconceptions.given([ned.pk], {module.key}, now=now)
    assert misconceptions.comes_up_again(answers, ned.pk, module.key) == ""
    check_in(ned, module, now=now - 29 * DAY)
    answers = misconceptions.given([ned.pk], {module.key}, now=now)
    assert misconceptions.comes_up_again(answers, ned.pk, module.key) == BELIEF
    assert misconceptions.comes_up_again(answers, six[1].pk, module.key) == ""


def test_all_kinds_of_questions_name_what_they_can_show(module, six, now):
    check_in(six[0], module, now=now)
    answers = misconceptions.given([six[0].pk], (), now=now)
    content = editions.content(editions.get(module.edition_id))
    assert {one.question["kind"] for one in answers} == {one["kind"] for one in content.quiz["questions"]}
    assert all(one.could_show == {"wait-and-see"} for one in answers)
    assert all(one.shows == {"wait-and-see": BELIEF} for one in answers)
