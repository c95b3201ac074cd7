"""The bank of questions: kept from modules and files, put into modules as copies that nobody's answers know."""

import pytest

from courses import bank
from courses.exchange.questions import Item, Option, Question
from courses.models import BankQuestion, Edition, Misconception, ModulePage
from learners.models import User

pytestmark = pytest.mark.django_db

TRUE = Question("true_false", "Is help there at night?", (Option("True", True, "Yes."), Option("False", why="No.")))
ORDER = Question("put_in_order", "First?", items=(Item("a"), Item("b"), Item("c")), misconception="wait-and-see")


@pytest.fixture
def writer():
    return User.objects.create_superuser("writer")


@pytest.fixture
def module_page(program_page):
    return ModulePage.objects.get(code="p01")


def test_what_is_taken_in_comes_out_the_same(writer):
    Misconception.objects.get_or_create(key="wait-and-see", defaults={"name": "It can wait.", "reply": "It cannot."})
    rows = bank.take_in([TRUE, ORDER], by=writer, strand="triggers", origin="A file")
    assert list(bank.held(rows).values()) == [TRUE, ORDER]
    assert [(row.kind, row.prompt, row.strand) for row in rows] == [
        ("true_false", TRUE.prompt, "triggers"),
        ("put_in_order", ORDER.prompt, "triggers"),
    ]


def test_the_same_question_is_kept_once(writer):
    assert len(bank.take_in([TRUE, TRUE], by=writer)) == 1
    assert bank.take_in([TRUE], by=writer) == []


def test_a_misconception_that_nobody_knows_here_is_left_open_and_said_to_be_missing(writer):
    row = bank.take_in([ORDER], by=writer)[0]
    assert bank.held([row])[str(row.pk)].misconception == ""
    assert "misconception" in row.left_to_do()


def test_a_whole_question_has_nothing_left_to_do(writer, module_page):
    questions = [one for one in bank.questions_in(module_page).values() if one.kind == "single_choice"]
    row = bank.take_in(questions[:1], by=writer)[0]
    row.refresh_from_db()
    assert row.left_to_do() == ""


def test_a_module_gets_copies_with_ids_of_their_own_as_a_draft(writer, module_page):
    before = bank.questions_in(module_page)
    rows = bank.take_in(before.values(), by=writer)
    editions = Edition.objects.count()
    bank.put_into(module_page, rows, by=writer)
    module_page.refresh_from_db()
    after = bank.questions_in(module_page)
    assert list(after)[: len(before)] == list(before)
    assert list(after.values())[len(before) :] == list(before.values())
    assert len(ids(module_page.get_latest_revision_as_object())) == 2 * len(ids(module_page))
    assert module_page.has_unpublished_changes
    assert [child.id for child in module_page.quiz] == list(before), "what is live has not changed"
    assert Edition.objects.count() == editions


def ids(module_page) -> set[str]:
    """Of all questions and their options, items and pairs."""
    found = set()
    for child in module_page.quiz.get_prep_value():
        found.add(child["id"])
        for name in ("options", "items", "pairs"):
            found |= {item["id"] for item in child["value"].get(name, ())}
    return found


def test_deleting_a_question_of_the_bank_leaves_modules_alone(writer, module_page):
    rows = bank.take_in([TRUE], by=writer)
    bank.put_into(module_page, rows, by=writer)
    BankQuestion.objects.all().delete()
    module_page.refresh_from_db()
    assert TRUE in bank.questions_in(module_page).values()
