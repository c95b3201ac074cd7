"""Spaced review: which questions come again, that they are marked and explained, and that they decide nothing."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from courses import editions, outline
from learners.learning import attempts, progress, spaced
from learners.learning.spaced import Met, choose
from learners.models import Attempt, Response
from tests.factories import courses as curriculum
from tests.factories.people import make_cast
from tests.learners.answering import posted, right, wrong

DAY = datetime(2026, 3, 2, 12)
ONE, TWO = UUID(int=1), UUID(int=2)


def met(question: str, module: UUID = ONE, *, missed: bool = False, days_ago: int = 7, reviewed: int = 0) -> Met:
    return Met(question, module, not missed, DAY - timedelta(days=days_ago), reviewed)


def chosen(*past: Met) -> list[str]:
    return [one.question for one in choose(past)]


# --- the rule -------------------------------------------------------------------------------------------------------


def test_what_was_missed_at_first_comes_before_what_was_right():
    assert chosen(met("a", days_ago=30), met("b", missed=True), met("c", missed=True, days_ago=9)) == ["c", "b"]


def test_what_came_again_least_comes_first():
    assert chosen(met("a", missed=True, reviewed=1), met("b", TWO), met("c", reviewed=2)) == ["b", "a"]


def test_the_two_come_from_different_modules_where_there_are_two():
    assert chosen(met("a", missed=True), met("b", missed=True), met("c", TWO)) == ["a", "c"]
    assert chosen(met("a"), met("b")) == ["a", "b"]


def test_longest_ago_comes_first():
    assert chosen(met("a", days_ago=7), met("b", TWO, days_ago=21), met("c", UUID(int=3), days_ago=14)) == ["b", "c"]


def test_no_past_asks_nothing_again():
    assert choose([]) == []
    assert chosen(met("a")) == ["a"]


@given(
    st.lists(
        st.builds(
            Met,
            st.uuids().map(str),
            st.sampled_from([ONE, TWO, uuid4()]),
            st.booleans(),
            st.datetimes(DAY - timedelta(days=90), DAY),
            st.integers(0, 3),
        ),
        unique_by=lambda one: one.question,
    ),
    st.randoms(),
)
def test_the_order_of_the_past_does_not_matter_and_none_comes_twice(past, random):
    expected = choose(past)
    random.shuffle(past)
    assert choose(past) == expected
    assert len({one.question for one in expected}) == len(expected) == min(2, len(past))


# --- in check-ins ---------------------------------------------------------------------------------------------------


@pytest.fixture
def weeks(db):
    """Four modules in two weeks, and the cast."""
    page = curriculum.large_program(modules=4)
    return outline.get(page.translation_key), make_cast(page.translation_key)


def of(program, code):
    return next(module for module in program.by_key.values() if module.code == code)


def take(enrolment, module, now, *, answer=right):
    attempt = attempts.start(enrolment, module, now=now)
    for question in attempts.asked(attempt):
        attempts.save_answer(attempt, question["id"], answer(question), now=now)
    return attempts.submit(attempt, module, now=now)


def reviewed(attempt):
    return [question["prompt"] for question in spaced.questions_of(attempt)]


def test_a_newcomer_is_asked_nothing_again(weeks, now):
    program, cast = weeks
    assert attempts.start(cast.ana_learns, of(program, "p04"), now=now).reviews == []


def test_modules_of_another_week_that_were_passed_come_again(weeks, now):
    program, cast = weeks
    take(cast.ana_learns, of(program, "p01"), now)
    take(cast.ana_learns, of(program, "p02"), now)
    take(cast.ana_learns, of(program, "p03"), now, answer=wrong)
    assert attempts.start(cast.ana_learns, of(program, "p03"), now=now).reviews == []  # the same week
    attempt = attempts.start(cast.ana_learns, of(program, "p04"), now=now)
    expected = {editions.content(editions.get(of(program, code).edition_id)).code for code in ("p01", "p02")}
    assert {editions.content(editions.get(edition)).code for edition, _ in attempt.reviews} == expected
    assert len(attempts.asked(attempt)) == len(attempt.asks) + 2


def test_nobody_elses_past_is_asked(weeks, now):
    program, cast = weeks
    take(cast.ben_learns, of(program, "p01"), now)
    assert attempts.start(cast.ana_learns, of(program, "p04"), now=now).reviews == []


@pytest.mark.parametrize(("own", "review", "passes"), [(right, wrong, True), (wrong, right, False)])
def test_reviews_are_marked_and_count_for_nothing(weeks, now, own, review, passes):
    program, cast = weeks
    take(cast.ana_learns, of(program, "p01"), now)
    attempt = take(
        cast.ana_learns, of(program, "p04"), now, answer=lambda q: (own if q["id"] in _own(program) else review)(q)
    )
    assert (attempt.passed, attempt.out_of, attempt.percent) == (passes, 1, 100 if passes else 0)
    marks = dict(Response.objects.filter(attempt=attempt).values_list("question_id", "right"))
    [(_, question)] = attempt.reviews
    assert marks[question] is not passes
    assert progress.row_of(cast.ana_learns, attempt.module_key).best_percent == attempt.percent


def _own(program):
    return editions.content(editions.get(of(program, "p04").edition_id)).questions


def test_a_retry_asks_nothing_again(weeks, now):
    program, cast = weeks
    take(cast.ana_learns, of(program, "p01"), now)
    assert take(cast.ana_learns, of(program, "p04"), now, answer=wrong).reviews
    assert attempts.start(cast.ana_learns, of(program, "p04"), now=now).reviews == []


def test_what_came_again_gives_way_to_what_did_not(weeks, now):
    program, cast = weeks
    for days, code in enumerate(("p01", "p02", "p03")):
        take(cast.ana_learns, of(program, code), now + timedelta(days=days))
    first = take(cast.ana_learns, of(program, "p04"), now + timedelta(days=8))
    Attempt.objects.filter(pk=first.pk).update(module_key=uuid4())  # as if it had been another module
    again = attempts.start(cast.ana_learns, of(program, "p04"), now=now + timedelta(days=9))
    assert again.reviews[0] not in first.reviews
    assert again.reviews[1] in first.reviews


def test_a_question_that_was_taken_out_is_not_asked_and_an_edited_one_as_it_is_now(weeks, now):
    program, cast = weeks
    take(cast.ana_learns, of(program, "p01"), now)
    page = curriculum.page_of(of(program, "p01").key)
    quiz = page.quiz.get_prep_value()
    quiz[0]["value"]["prompt"] = "Dana feels an urge again. What helps now?"
    page.quiz = quiz
    curriculum.publish(page)
    attempt = attempts.start(cast.ana_learns, of(program, "p04"), now=now)
    assert reviewed(attempt) == ["Dana feels an urge again. What helps now?"]

    page.quiz = []
    curriculum.publish(page)
    assert reviewed(attempt) == ["Dana feels an urge again. What helps now?"]  # the edition stays
    assert attempts.start(cast.ben_learns, of(program, "p04"), now=now).reviews == []


# --- on pages -------------------------------------------------------------------------------------------------------


def test_a_review_says_that_it_does_not_count_and_is_explained_at_the_end(weeks, now, client):
    program, cast = weeks
    take(cast.ana_learns, of(program, "p01"), now)
    client.force_login(cast.ana)
    attempt = attempts.start(cast.ana_learns, of(program, "p04"), now=now)
    [(_, question)] = attempt.reviews
    address = reverse("check_in_question", args=[attempt.pk, question])
    assert "it does not count" in client.get(address).content.decode()
    assert "it does not count" in client.get(reverse("check_in_all", args=[attempt.pk])).content.decode()
    asked = {one["id"]: one for one in attempts.asked(attempt)}
    assert client.post(address, posted(asked[question], right(asked[question]))).status_code == 302
    client.post(reverse("check_in_hand_in", args=[attempt.pk]))
    shown = client.get(reverse("check_in_result", args=[attempt.pk])).content.decode()
    assert "From other weeks" in shown
    own, again = shown.split("From other weeks")
    assert 'class="answers"' in own
    assert 'class="answers"' in again
    assert next(one["explanation"] for one in asked[question]["options"] if one["correct"]) in again
