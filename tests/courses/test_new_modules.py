"""A new module from a starting point: everything prepared, nothing published by accident, reachable where one looks."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from courses import checking, new_modules, starting_points
from courses.blocks import CardsBlock
from courses.checks.unfinished import MARK
from courses.models import ModulePage, WeekPage
from tests.factories import cms as people
from tests.factories import courses as make
from tests.factories.people import let

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return program_page


@pytest.fixture
def week(program):
    return WeekPage.objects.get(number=2)


@pytest.fixture
def amir(program):
    user = people.person("amir")
    let(user, "author")
    return user


def begin(slug, week, by=None, title="A new one") -> ModulePage:
    made = new_modules.begin(starting_points.get(slug), week=week, title=title, by=by)
    return ModulePage.objects.get(pk=made.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("slug", starting_points.NAMES)
def test_a_starting_point_holds_all_parts_and_each_of_its_texts_waits(slug, week, amir):
    page = begin(slug, week, amir)
    assert len(page.cards) == (4 if slug == "elective" else 5)
    assert page.cards[0].value["content"][0].block_type == "key_idea"
    assert [child.block_type for child in page.cards[-1].value["content"]][-2:] == ["summary", "teach_back"]
    assert len(page.quiz) == 5
    assert len(page.worksheet) == 3
    assert len(page.short_version) == 1
    assert sum(step["minutes"] for step in page.guide[0].value["outline"]) == 45
    assert {child.value["card"] for child in page.quiz} <= {child.id for child in page.cards}
    for field in ("cards", "quiz", "worksheet", "guide", "summary", "skill", "objectives"):
        assert any("still to be written" in told for told in checking.problems_by_field(page)[field]), field


def test_only_the_one_for_families_begins_a_prompt_for_two(week, amir):
    begun = {slug: begin(slug, week, amir) for slug in starting_points.NAMES}
    assert {slug: len(page.talk_together) for slug, page in begun.items()} == {
        "standard": 0,
        "family": 1,
        "elective": 0,
    }
    told = checking.problems_by_field(begun["family"])["talk_together"]
    assert len(told) == 2
    assert all("still to be written" in one for one in told)


def test_it_is_a_draft_with_a_code_and_a_place(week, amir):
    page = begin("standard", week, amir)
    assert (page.live, page.code, page.slot) == (False, "p10", 3)
    assert page.latest_revision.user == amir
    assert PageLogEntry.objects.filter(page=page.pk, user=amir, action="wagtail.create").exists()
    family = begin("family", week, amir)
    assert (family.audience, family.code, family.slot, family.required_for) == ("family", "f02", 1, [])
    assert begin("standard", week, amir).code == "p11"


def test_two_of_them_share_no_id(week, amir):
    one, other = begin("standard", week, amir), begin("standard", week, amir)
    assert not {child.id for child in one.quiz} & {child.id for child in other.quiz}
    assert not {child.id for child in one.cards} & {child.id for child in other.cards}


def test_it_cannot_be_published_before_it_is_written(client, week, amir):
    page = begin("standard", week, amir)
    page.must_be_whole = True
    with pytest.raises(Exception, match="still to be written"):
        page.clean()


def test_one_forgotten_text_is_enough_to_refuse(week):
    page = make.module(week, "p44", **make.complete())
    assert checking.problems_of(page) == []
    cards = page.cards.get_prep_value()
    cards[0]["value"]["content"][0]["value"]["text"] = f"An urge is a wave {MARK} more"
    page.cards = CardsBlock().to_python(cards)
    assert [told for told in checking.problems_of(page) if "still to be written" in told]


# --- the way there --------------------------------------------------------------------------------------------------


def test_from_the_home_and_from_a_week_an_author_comes_to_it(client, week, amir):
    client.force_login(amir)
    address = reverse("new_module")
    assert address in client.get("/admin/").content.decode()
    assert f"{address}?week={week.pk}" in client.get(reverse("wagtailadmin_explore", args=[week.pk])).content.decode()
    html = client.get(f"{address}?week={week.pk}").content.decode()
    assert f'<option value="{week.pk}" selected>' in html
    for point in starting_points.every():
        assert point.name in html


def test_the_draft_opens_in_the_editor(client, week, amir):
    client.force_login(amir)
    form = {"point": "family", "week": week.pk, "title": "Listening at home"}
    answer = client.post(reverse("new_module"), form)
    page = ModulePage.objects.get(draft_title="Listening at home")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(answer.url).content.decode()
    assert "with the code f02" in html
    assert "[to write] The one thing" in html


def test_a_mistake_keeps_what_was_typed(client, week, amir):
    client.force_login(amir)
    answer = client.post(reverse("new_module"), {"point": "family", "week": "0", "title": "Listening at home"})
    assert answer.status_code == 422
    assert 'value="Listening at home"' in answer.content.decode()
    assert not ModulePage.objects.filter(draft_title="Listening at home").exists()


def test_weeks_of_another_program_are_not_offered(client, amir):
    other = make.week(make.empty_program("Another"), 1)
    client.force_login(amir)
    assert f'value="{other.pk}"' not in client.get(reverse("new_module")).content.decode()
    answer = client.post(reverse("new_module"), {"point": "standard", "week": other.pk, "title": "Not here"})
    assert answer.status_code == 422


def test_whoever_may_add_no_page_makes_none(client, program):

    river = people.person("river")
    let(river, "clinical-reviewer")
    client.force_login(river)
    assert client.get(reverse("new_module")).status_code in (302, 403)
    assert reverse("new_module") not in client.get("/admin/").content.decode()
