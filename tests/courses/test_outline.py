"""The outline: what is published, in order, for a fixed number of queries, and never older than one request."""

import pytest
from django.db import transaction

from courses import outline
from courses.models import OutlineVersion
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


def codes(program) -> list[list[str]]:
    return [[module.code for module in week.modules] for week in program.weeks]


def test_it_tells_weeks_and_modules_in_order(program_page):
    program = outline.get(program_page.translation_key)
    assert (program.title, [week.number for week in program.weeks]) == ("The program", [1, 2])
    assert codes(program) == [["f01", "p01"], ["p04", "p09"]]
    assert program.theme_of[2].theme == "Theme 2"
    assert program.rules.starter_pack == ("p01",)


def test_a_module_tells_what_a_plan_needs(program_page):
    module = outline.get(program_page.translation_key).by_code["p01"]
    made = make.page_of(module.key)
    assert module.title == "Riding the wave"
    assert [card.title for card in module.cards] == ["An urge is a wave", "In pictures", "To see and hear"]
    assert [card.id for card in module.cards] == [card.id for card in made.cards]
    assert (module.week, module.slot, module.minutes, module.question_count) == (1, 1, 15, 5)
    assert module.required_for == {"substance-use", "mental-health", "co-occurring"}
    assert module.worksheet_title == "My urge log"
    assert module.has_short_version
    assert module.feeds_plan


def test_an_elective_names_its_condition_and_a_module_without_a_worksheet_has_no_title(program_page):
    module = outline.get(program_page.translation_key).by_code["p09"]
    assert (module.elective_for, module.worksheet_title) == ("alcohol", "")
    other = outline.get(program_page.translation_key).by_code["p04"]
    assert (other.elective_for, other.feeds_plan) == (None, False)


def test_asking_again_costs_one_query(program_page, django_assert_num_queries):
    outline.get(program_page.translation_key)
    with django_assert_num_queries(1):
        outline.get(program_page.translation_key)


@pytest.mark.parametrize("modules", [1, 48])
def test_making_it_costs_five_queries_with_few_and_many_modules(modules, django_assert_num_queries):
    program_page = make.large_program(modules)
    with django_assert_num_queries(5):
        assert len(outline.get(program_page.translation_key).by_key) == modules


def test_a_new_title_shows_after_publishing_only(program_page):
    before = outline.get(program_page.translation_key)
    module = make.page_of(before.by_code["p04"].key)
    module.title = "A better name"
    module.save_revision()
    assert outline.get(program_page.translation_key) is before
    make.publish(module)
    after = outline.get(program_page.translation_key)
    assert after.by_code["p04"].title == "A better name"
    assert after.version != before.version


def test_what_is_not_published_is_absent(program_page):
    module = make.page_of(outline.get(program_page.translation_key).by_code["p04"].key)
    module.unpublish()
    assert codes(outline.get(program_page.translation_key)) == [["f01", "p01"], ["p09"]]


def test_a_draft_is_absent(program_page):
    make.module(program_page.get_children().last().specific, "p05", live=False)
    assert "p05" not in outline.get(program_page.translation_key).by_code


def test_modules_of_an_unpublished_week_are_absent(program_page):
    program_page.get_children().last().specific.unpublish()
    assert codes(outline.get(program_page.translation_key)) == [["f01", "p01"]]


def test_a_moved_module_is_in_its_new_week(program_page):
    first, _ = program_page.get_children()
    before = outline.get(program_page.translation_key)
    make.page_of(before.by_code["p04"].key).move(first, pos="last-child")
    program = outline.get(program_page.translation_key)
    assert codes(program) == [["f01", "p01", "p04"], ["p09"]]
    assert program.by_code["p04"].week == 1


def test_a_deleted_module_is_absent(program_page):
    make.page_of(outline.get(program_page.translation_key).by_code["p04"].key).delete()
    assert "p04" not in outline.get(program_page.translation_key).by_code


def test_a_program_that_is_not_published_is_not_there(program_page):
    assert outline.program_keys() == [program_page.translation_key]
    program_page.unpublish()
    assert outline.program_keys() == []
    with pytest.raises(outline.NotThere):
        outline.get(program_page.translation_key)


def test_another_process_sees_a_change_with_its_next_request(program_page):
    """Another process has changed the token in the database; nobody told this one."""
    before = outline.get(program_page.translation_key)
    OutlineVersion.objects.update(token="somebody else's")
    assert outline.get(program_page.translation_key) is not before


def test_what_was_rolled_back_is_never_served(program_page):
    module = make.page_of(outline.get(program_page.translation_key).by_code["p04"].key)
    with transaction.atomic():
        module.title = "Never to be seen"
        make.publish(module)
        assert outline.get(program_page.translation_key).by_code["p04"].title == "Never to be seen"
        transaction.set_rollback(True)
    assert outline.get(program_page.translation_key).by_code["p04"].title == "Module p04"


def test_a_copy_for_next_year_has_keys_of_its_own(program_page):
    first = outline.get(program_page.translation_key)
    copy = program_page.copy(recursive=True, update_attrs={"slug": "next-year", "title": "Next year"})
    program = outline.get(copy.translation_key)
    assert codes(program) == codes(first)
    assert not set(program.by_key) & set(first.by_key)
