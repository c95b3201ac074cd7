"""Editions: cut on publishing, numbered, read for ever, changed by nobody."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction

from cms import append_only
from courses import editions, freezing
from courses.models import Edition, ModulePage
from learners.models import User
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def week():
    return make.week(make.empty_program(), 1)


@pytest.fixture
def module_page(week) -> ModulePage:
    return make.module(week, "p01", **make.complete())


def renamed(module_page: ModulePage, title: str) -> ModulePage:
    module_page.title = title
    return make.publish(module_page)


# --- cutting ---------------------------------------------------------------------------------------------------------


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


# --- reading ---------------------------------------------------------------------------------------------------------


def test_reading_it_again_costs_nothing(module_page, django_assert_num_queries):
    edition_id = editions.latest(module_page.translation_key).pk
    editions.content(editions.get(edition_id))
    with django_assert_num_queries(0):
        editions.content(editions.get(edition_id))


def test_an_edition_that_is_not_there_is_said_so():
    with pytest.raises(Edition.DoesNotExist):
        editions.get(1)
    assert editions.latest(uuid4()) is None


# --- nobody changes it -----------------------------------------------------------------------------------------------


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


# --- in use ----------------------------------------------------------------------------------------------------------


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
