"""Freezing: an edition holds all that attempts and worksheets need, as the engines read it."""

import pytest

from courses import editions
from courses.quiz import QUESTION_KINDS, mark_quiz
from courses.worksheets import FIELD_KINDS
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def week():
    return make.week(make.empty_program(), 1)


@pytest.fixture
def module_page(week):
    return make.module(week, "p01", **make.complete())


def test_it_holds_ids_questions_and_fields(module_page):
    content = editions.content(editions.latest(module_page.translation_key))
    assert (content.key, content.code, content.week, content.minutes) == (module_page.translation_key, "p01", 1, 15)
    assert content.objectives == ("Name one sign",)
    assert [card.id for card in content.cards] == [card.id for card in module_page.cards]
    assert list(content.questions) == [question.id for question in module_page.quiz]
    assert list(content.fields) == [field.id for field in module_page.worksheet]
    assert content.quiz["pass_mark"] == 80
    assert content.worksheet["feeds_plan"] is True
    assert content.worksheet["gathers_plan"] is False


def test_it_holds_whether_the_worksheet_gathers_the_plan(week):
    module_page = make.module(week, "p34", **make.complete(), gathers_plan=True)
    assert editions.content(editions.latest(module_page.translation_key)).worksheet["gathers_plan"] is True


def test_a_question_is_as_the_engine_reads_it(module_page):
    quiz = editions.content(editions.latest(module_page.translation_key)).quiz
    kinds = {question["id"]: QUESTION_KINDS[question["kind"]] for question in quiz["questions"]}
    assert [kinds[question["id"]].problems(question) for question in quiz["questions"]] == [[]] * 5
    right = {question["id"]: kinds[question["id"]].right_answer(question) for question in quiz["questions"]}
    assert mark_quiz(quiz, right).percent == 100


def test_a_wrong_option_carries_the_words_of_its_misconception_without_those_for_staff(module_page):
    right, wrong, _ = editions.content(editions.latest(module_page.translation_key)).quiz["questions"][0]["options"]
    assert right["misconception"] is None
    assert wrong["misconception"] == {
        "key": "wait-and-see",
        "name": "Waiting makes it pass",
        "reply": "Reaching out early helps.",
    }


def test_every_field_is_as_the_engine_reads_it(module_page):
    fields = editions.content(editions.latest(module_page.translation_key)).worksheet["fields"]
    assert [FIELD_KINDS[field["kind"]].problems(field) for field in fields] == [[]] * 8


def test_a_module_without_quiz_and_worksheet_has_none(week):
    module_page = make.module(week, "p03", quiz=[])
    content = editions.content(editions.latest(module_page.translation_key))
    assert (content.quiz, content.worksheet, content.questions, content.fields) == (None, None, {}, {})
