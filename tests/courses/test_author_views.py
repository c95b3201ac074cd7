"""The history of a module in the admin: every edition with what changed, two of them side by side."""

import pytest
from django.urls import reverse

from courses import edition_history
from courses.models import ModulePage
from tests.factories import cms as people
from tests.factories import courses as make
from tests.factories.people import let

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return program_page


@pytest.fixture
def module_page(program):
    """p04 in three editions: as it was, with the key turned round, with another title."""
    page = ModulePage.objects.get(code="p04")
    page = make.turn_the_key_round(page.translation_key)
    page.title = "Another title"
    return make.publish(page)


@pytest.fixture
def river(program):
    user = people.person("river", last_name="Castillo")
    let(user, "clinical-reviewer")
    return user


@pytest.fixture
def reader(client, river):
    client.force_login(river)
    return client


def compare(client, page, one, other):
    return client.get(reverse("module_compare", args=[page.pk]), {"from": one, "to": other})


def test_the_list_says_of_each_edition_what_changed(reader, module_page):
    html = reader.get(reverse("module_editions", args=[module_page.pk])).content.decode()
    assert "The first one" in html
    assert "right answer of question 1" in html
    assert "The module: 1 change" in html


def test_two_editions_side_by_side_mark_the_words(reader, module_page):
    html = compare(reader, module_page, 1, 3).content.decode()
    assert "another answer is right now" in html
    assert "<del>Watch</del>" in html
    assert "<ins>Fight</ins>" in html
    assert "<del>Module p04</del>" in html
    assert "<ins>Another title</ins>" in html
    assert compare(reader, module_page, 3, 1).content.decode().count("<ins>") == html.count("<ins>")


def test_from_there_it_goes_on_to_the_texts(reader, module_page):
    html = compare(reader, module_page, 1, 3).content.decode()
    first, last = module_page.revisions.order_by("pk").first(), module_page.revisions.order_by("pk").last()
    assert reverse("wagtailadmin_pages:revisions_compare", args=[module_page.pk, first.pk, last.pk]) in html


@pytest.mark.parametrize("number", ["", "x", "0", "99", "9" * 30, "-1", "²"])
def test_an_edition_that_is_not_there_is_absent(reader, module_page, number):
    assert compare(reader, module_page, 1, number).status_code == 404


def test_the_same_edition_says_the_same(reader, module_page):
    assert "They say the same." in compare(reader, module_page, 2, 2).content.decode()


def test_only_who_may_edit_or_sign_reads_it(client, module_page, program):
    stranger = people.author("someone")  # edits public pages, not this program
    from django.contrib.auth.models import Group

    Group.objects.get(name="Editors").page_permissions.all().delete()
    amir = people.person("amir")
    let(amir, "author")
    for user, may in ((stranger, False), (amir, True)):
        client.force_login(user)
        for address in (
            reverse("module_editions", args=[module_page.pk]),
            reverse("module_compare", args=[module_page.pk]) + "?from=1&to=2",
        ):
            assert (client.get(address).status_code == 200) == may


def test_the_button_stands_beside_the_page(reader, module_page):
    html = reader.get(reverse("wagtailadmin_pages:edit", args=[module_page.pk])).content.decode()
    assert reverse("module_editions", args=[module_page.pk]) in html


def test_the_history_takes_one_query_whatever_its_length(module_page, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(edition_history.of(module_page.translation_key)) == 3
    for number in range(10):
        module_page.title = f"Title {number}"
        module_page = make.publish(module_page)
    with django_assert_num_queries(1):
        cuts = edition_history.of(module_page.translation_key)
    assert [cut.number for cut in cuts] == list(range(13, 0, -1))
    assert cuts[-1].changes is None
    assert all(cut.changes for cut in cuts[:-1])
