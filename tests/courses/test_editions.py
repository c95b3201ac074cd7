"""Editions: cut on publishing, numbered, read for ever, changed by nobody."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction

from cms import append_only
from courses import editions, freezing, frozen
from courses.models import Edition, ModulePage
from learners.models import User
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
STORED = Path(__file__).parent / "edition_schema_1.json"


@pytest.fixture
def week():
    return make.week(make.empty_program(), 1)


@pytest.fixture
def module_page(week) -> ModulePage:
    return make.module(week, "p01", **make.complete())


def renamed(module_page: ModulePage, title: str) -> ModulePage:
    module_page.title = title
    return make.publish(module_page)


# --- cutting --------------------------------------------------------------------------------------------------------


def test_publishing_cuts_an_edition(module_page):
    edition = Edition.objects.get(module_key=module_page.translation_key)
    assert (edition.number, edition.language, edition.title) == (1, "en", "Riding the wave")


def test_a_draft_cuts_none(week):
    module_page = make.module(week, "p02", live=False)
    module_page.save_revision()
    assert not Edition.objects.filter(module_key=module_page.translation_key).exists()


def test_it_names_who_published(module_page):
    author = User.objects.create_user("amir")
    module_page.title = "By Amir"
    module_page.save_revision(user=author).publish()
    assert editions.latest(module_page.translation_key).published_by == author


def test_publishing_the_same_again_cuts_none(module_page):
    make.publish(module_page)
    assert Edition.objects.filter(module_key=module_page.translation_key).count() == 1


def test_what_is_not_in_an_edition_cuts_none(module_page):
    """Cards are shown live, so a correction in one needs no new edition."""
    content = module_page.cards.get_prep_value()
    content[0]["value"]["content"][0]["value"]["text"] = "An urge is only a wave."
    module_page.cards = content
    make.publish(module_page)
    assert Edition.objects.filter(module_key=module_page.translation_key).count() == 1


def test_a_change_cuts_the_next_number_and_leaves_the_old_one_alone(module_page):
    before = editions.latest(module_page.translation_key)
    renamed(module_page, "A better name")
    after = editions.latest(module_page.translation_key)
    assert (after.number, after.title) == (2, "A better name")
    assert Edition.objects.get(pk=before.pk).title == "Riding the wave"


def test_going_back_to_an_older_text_cuts_a_new_number(module_page):
    renamed(module_page, "Another name")
    renamed(module_page, "Riding the wave")
    first, second, third = Edition.objects.filter(module_key=module_page.translation_key).order_by("number")
    assert first.checksum == third.checksum != second.checksum


def test_a_number_taken_by_another_process_meanwhile_is_tried_again(module_page, monkeypatch):
    """Another process has just cut edition 2; this one still believes that 1 is the newest."""
    first = editions.latest(module_page.translation_key)
    renamed(module_page, "By another process")
    module_page.title = "By this process"
    answers = iter([first])
    real = editions.latest
    monkeypatch.setattr(editions, "latest", lambda *args: next(answers, None) or real(*args))
    assert editions.cut(module_page).number == 3


def test_a_page_is_not_published_where_its_edition_cannot_be_cut(module_page, monkeypatch):
    monkeypatch.setattr(freezing, "freeze", lambda module_page: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        renamed(module_page, "Not to be seen")
    assert ModulePage.objects.get(pk=module_page.pk).title == "Riding the wave"


def test_deleting_a_page_keeps_its_editions(module_page):
    key = module_page.translation_key
    module_page.delete()
    assert editions.content(editions.latest(key)).title == "Riding the wave"


# --- what it holds --------------------------------------------------------------------------------------------------


def test_it_holds_ids_questions_and_fields(module_page):
    content = editions.content(editions.latest(module_page.translation_key))
    assert (content.key, content.code, content.week, content.minutes) == (module_page.translation_key, "p01", 1, 15)
    assert content.objectives == ("Name one sign",)
    assert [card.id for card in content.cards] == [card.id for card in module_page.cards]
    assert list(content.questions) == [question.id for question in module_page.quiz]
    assert list(content.fields) == [field.id for field in module_page.worksheet]
    assert content.quiz["pass_mark"] == 80
    assert content.worksheet["feeds_plan"] is True


def test_a_question_is_as_the_engine_reads_it(module_page):
    from courses.quiz import QUESTION_KINDS, mark_quiz

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
    from courses.worksheets import FIELD_KINDS

    fields = editions.content(editions.latest(module_page.translation_key)).worksheet["fields"]
    assert [FIELD_KINDS[field["kind"]].problems(field) for field in fields] == [[]] * 8


def test_a_module_without_quiz_and_worksheet_has_none(week):
    module_page = make.module(week, "p03", quiz=[])
    content = editions.content(editions.latest(module_page.translation_key))
    assert (content.quiz, content.worksheet, content.questions, content.fields) == (None, None, {}, {})


def test_a_stored_edition_of_schema_1_reads_for_ever():
    """The file is never changed: it is what a database of the first release holds."""
    content = frozen.read(json.loads(STORED.read_text()))
    assert (content.code, content.title, content.week) == ("p02", "My safety plan", 1)
    assert [card.title for card in content.cards] == ["Help comes first", "When to use which number"]
    assert content.card_title(content.cards[0].id) == "Help comes first"
    assert content.card_title("gone") == ""
    assert [question["kind"] for question in content.quiz["questions"]] == ["single_choice", "put_in_order"]
    assert [field["kind"] for field in content.fields.values()] == ["list", "contact"]


def test_a_schema_of_the_future_is_refused():
    with pytest.raises(frozen.UnknownSchema):
        frozen.read({"schema": 2})


def test_reading_it_again_costs_nothing(module_page, django_assert_num_queries):
    edition_id = editions.latest(module_page.translation_key).pk
    editions.content(editions.get(edition_id))
    with django_assert_num_queries(0):
        editions.content(editions.get(edition_id))


def test_an_edition_that_is_not_there_is_said_so():
    with pytest.raises(Edition.DoesNotExist):
        editions.get(1)
    assert editions.latest(uuid4()) is None


# --- nobody changes it ----------------------------------------------------------------------------------------------


def test_the_model_refuses_to_change_or_delete(module_page):
    edition = editions.latest(module_page.translation_key)
    for refused in (
        edition.save,
        edition.delete,
        Edition.objects.all().delete,
        lambda: Edition.objects.update(number=9),
    ):
        with pytest.raises(TypeError):
            refused()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE courses_edition SET content = '{}'",
        "UPDATE courses_edition SET number = number + 1",
        "UPDATE courses_edition SET published_by_id = 1",
        "DELETE FROM courses_edition",
    ],
)
def test_the_database_refuses_it_as_well(module_page, statement):
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)
    assert editions.latest(module_page.translation_key).number == 1


def test_an_account_that_goes_is_forgotten_by_the_editions_it_published(module_page):
    author = User.objects.create_user("amir")
    module_page.title = "By Amir"
    module_page.save_revision(user=author).publish()
    author.delete()
    assert Edition.objects.get(module_key=module_page.translation_key, number=2).published_by is None


def test_its_table_is_among_the_protected_ones():
    assert Edition._meta.db_table in append_only.tables(connection)


def test_guards_can_be_lifted_for_a_moment_and_come_back(module_page):
    before = append_only.tables(connection)
    with append_only.lifted(connection):
        assert append_only.tables(connection) == []
        connection.cursor().execute("UPDATE courses_edition SET title = 'changed'")
    assert append_only.tables(connection) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("DELETE FROM courses_edition")


# --- in use ---------------------------------------------------------------------------------------------------------


def test_a_module_without_records_is_not_in_use(module_page):
    assert editions.in_use(module_page.translation_key) is False


def test_whatever_protects_an_edition_counts_as_a_record(module_page, monkeypatch):
    """Learner rows do so; this app does not know them."""
    monkeypatch.setattr(editions, "_records", lambda: [(HoldingAll(), "edition")])
    assert editions.in_use(module_page.translation_key) is True


class HoldingAll:
    def filter(self, **lookup):
        assert list(lookup) == ["edition__module_key__in"]
        return self

    def exists(self):
        return True


def test_the_records_are_found_by_their_protection():
    protecting = [records.model for records, _ in editions._records()]
    assert protecting
    for model in protecting:
        deletions = {
            field.remote_field.on_delete
            for field in model._meta.get_fields()
            if getattr(field, "related_model", None) is Edition
        }
        assert models.PROTECT in deletions
