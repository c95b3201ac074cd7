"""A copied module shares nothing with its original that records, rules or a review are kept by."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.actions.copy_page import CopyPageAction

from courses import duplicates, editions
from courses.models import ModulePage
from tests.factories import cms as people
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
NAMES = ("cards", "quiz", "worksheet", "short_version", "talk_together", "guide", "objectives", "sources")


@pytest.fixture
def program(program_page):
    return program_page


@pytest.fixture
def original(program):
    page = ModulePage.objects.get(code="p01")
    page.reviewer, page.reviewed_on, page.next_review_on = "Dr. Lee", date(2026, 5, 1), date(2027, 5, 1)
    page.file_ids = {page.quiz[0].id: "q1"}
    page.loaded_checksum = "from files"
    return make.publish(page)


def ids(page) -> set[str]:
    return {one for name in NAMES for one in duplicates.ids_in(list(getattr(page, name).get_prep_value()))}


def words(page) -> str:
    """Everything in the streams but the ids."""

    def without(node):
        if isinstance(node, list):
            return [without(child) for child in node]
        if isinstance(node, dict):
            return {name: without(value) for name, value in node.items() if name not in ("id", "card")}
        return node

    return json.dumps([without(list(getattr(page, name).get_prep_value())) for name in NAMES])


def duplicate(page, **how) -> ModulePage:
    how = {"update_attrs": {"slug": f"copy-{uuid4().hex[:6]}"}, **how}
    return ModulePage.objects.get(pk=page.copy(**how).pk)


def test_every_question_option_card_and_field_has_an_id_of_its_own(original):
    copy = duplicate(original)
    assert copy.translation_key != original.translation_key
    assert len(ids(copy)) == len(ids(original)) > 50
    assert not ids(copy) & ids(original)
    assert words(copy) == words(original)


def test_the_prompt_for_two_of_a_family_module_has_ids_of_its_own_too(program):
    family = ModulePage.objects.get(code="f01")
    before, after = (duplicates.ids_in(list(one.talk_together.get_prep_value())) for one in (family, duplicate(family)))
    assert len(before) == len(after) == 2
    assert not before & after


def test_its_questions_point_at_its_own_cards(original):
    copy = duplicate(original)
    assert copy.quiz[0].value["card"] == copy.cards[0].id != original.cards[0].id


def test_its_code_is_free_and_its_place_is_the_next(original):
    copy = duplicate(original)
    assert (copy.code, copy.slot) == ("p10", original.slot + 1)
    assert duplicate(ModulePage.objects.get(code="f01")).code == "f02"


def test_nobody_has_reviewed_it_and_no_file_knows_it(original):
    copy = duplicate(original)
    assert (copy.reviewer, copy.reviewed_on, copy.next_review_on) == ("", None, None)
    assert (copy.file_ids, copy.loaded_checksum) == ({}, "")


def test_the_versions_that_came_along_are_its_own_too(original):
    page = duplicate(original)
    for revision in page.revisions.all():
        version = revision.as_object()
        assert ids(version) == ids(page)
        assert (version.code, version.slot, version.reviewer, version.file_ids) == (page.code, page.slot, "", {})


def test_what_is_published_of_it_later_is_its_own(original):
    copy = duplicate(original, keep_live=False)
    copy.get_latest_revision().publish()
    mine = editions.content(editions.latest(copy.translation_key))
    theirs = editions.content(editions.latest(original.translation_key))
    assert mine.code == "p10"
    assert not mine.questions.keys() & theirs.questions.keys()
    assert not mine.fields.keys() & theirs.fields.keys()


def test_a_program_copied_alive_keeps_its_codes_and_shares_no_id(original, program):
    action = CopyPageAction(program, recursive=True, keep_live=True, update_attrs={"slug": "next-year"})
    copied = action.execute(skip_permission_checks=True)
    modules = ModulePage.objects.descendant_of(copied)
    assert {page.code for page in modules} == {"p01", "f01", "p04", "p09"}
    for page in modules:
        frozen = editions.content(editions.latest(page.translation_key))
        old = ModulePage.objects.descendant_of(program).get(code=page.code)
        assert frozen.questions.keys() == {child.id for child in page.quiz}
        assert not ids(page) & ids(old)


def test_a_translation_keeps_key_and_ids(original):
    copy = original.copy(reset_translation_key=False, update_attrs={"slug": "x", "locale": other_locale()})
    assert copy.translation_key == original.translation_key
    assert ids(copy) == ids(original)
    assert copy.code == original.code


def other_locale():
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code="es")[0]


def test_a_copy_in_the_editor_is_a_draft(client, original):
    client.force_login(people.operator())
    address = reverse("wagtailadmin_pages:copy", args=[original.pk])
    form = client.get(address).content.decode()
    assert "publish_copies" not in form
    assert 'name="alias"' not in form
    parent = original.get_parent().pk
    client.post(address, {"new_title": "Again", "new_slug": "again", "new_parent_page": parent, "publish_copies": "on"})
    copy = ModulePage.objects.get(slug="again")
    assert not copy.live
    assert (copy.code, copy.draft_title) == ("p10", "Again")
    assert not ids(copy.get_latest_revision_as_object()) & ids(original)


# --- pure -----------------------------------------------------------------------------------------------------------

LEAF = st.text(max_size=5) | st.integers() | st.booleans()
BLOCK = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["prompt", "card", "text"]), inner, max_size=3)
        | st.builds(lambda value: {"type": "item", "value": value, "id": str(uuid4())}, inner)
    ),
    max_leaves=12,
)


@given(st.lists(BLOCK, max_size=4))
def test_new_ids_are_as_many_as_the_old_and_none_of_them(stream):
    known = frozenset(duplicates.ids_in(stream))
    key = uuid4()
    new = duplicates.renewed(stream, key, known)
    assert len(duplicates.ids_in(new)) == len(known)
    assert not duplicates.ids_in(new) & known
    assert new == duplicates.renewed(stream, key, known)
