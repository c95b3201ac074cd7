"""Pages: authors write, preview and publish on one screen; the public sees nothing; what has records is not deleted."""

import pytest
from django.urls import reverse

from courses import previews
from courses.models import ModulePage, ProgramPage, WeekPage
from learners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return program_page


@pytest.fixture
def week(program):
    return program.get_children().first().specific


@pytest.fixture
def module_page(program):
    return ModulePage.objects.get(code="p01")


@pytest.fixture
def author(client):
    client.force_login(User.objects.create_superuser("writer"))
    return client


# --- the public ------------------------------------------------------------------------------------------------------


def test_the_public_is_sent_to_sign_in_and_sees_nothing(client, program, week, module_page):
    for one in (program, week, module_page):
        answer = client.get(one.get_url())
        assert (answer.status_code, answer.headers["Location"]) == (302, "/learn/")
        assert b"wave" not in answer.content


def test_no_curriculum_page_stands_in_a_map_of_the_site(program, week, module_page):
    assert [one.get_sitemap_urls() for one in (program, week, module_page)] == [[], [], []]


def test_pages_stand_below_each_other_in_one_way_only():
    assert ProgramPage.allowed_subpage_models() == [WeekPage]
    assert WeekPage.allowed_subpage_models() == [ModulePage]
    assert WeekPage.allowed_parent_page_models() == [ProgramPage]
    assert ModulePage.allowed_parent_page_models() == [WeekPage]
    assert ModulePage.allowed_subpage_models() == []


# --- the editing screen ----------------------------------------------------------------------------------------------


def test_a_module_is_written_on_one_screen_with_tabs(author, module_page):
    html = author.get(reverse("wagtailadmin_pages:edit", args=[module_page.pk])).content.decode()
    for tab in ("Cards", "Check-in", "Worksheet", "Short version", "Facilitator guide", "Settings"):
        assert f">\n        {tab}\n" in html or f"{tab}</a>" in html or tab in html
    assert "Promote" not in html
    assert "card-picker" in html


def test_a_new_module_week_and_program_can_be_begun(author, program, week):
    home = program.get_parent()
    for model, parent in (("programpage", home), ("weekpage", program), ("modulepage", week)):
        answer = author.get(reverse("wagtailadmin_pages:add", args=["courses", model, parent.pk]))
        assert answer.status_code == 200


# --- preview ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "shown", "hidden"),
    [
        ("substance-use", "Carl returned to use", "Amina could not sleep"),
        ("mental-health", "Amina could not sleep", "Carl returned to use"),
        ("co-occurring", "Amina could not sleep", "They leave with one step."),
        ("family", "An urge is a wave", "They leave with one step."),
        ("short-version", "An urge passes.", "Leilani"),
        ("check-in", "Waiting makes it pass", "Leilani"),
        ("worksheet", "My urge log", "Leilani"),
        ("guide", "Many think so.", "Leilani"),
    ],
)
def test_an_author_sees_it_as_each_reader_does(author, module_page, mode, shown, hidden):
    html = module_page.make_preview_request(preview_mode=mode).content.decode()
    assert shown in html
    assert hidden not in html


def test_the_cards_stand_one_a_screen_with_the_way_to_their_neighbors(author, module_page):
    html = module_page.make_preview_request(preview_mode="family").content.decode()
    assert [html.count(f'href="#card-{place}"') for place in (1, 2, 3)] == [2, 2, 1]
    assert html.count('class="phone"') == len(module_page.cards) == 3
    assert html.count('href="#top"') == 1
    assert "style=" not in html[html.index("<main") : html.index("</main>")]
    assert module_page.preview_sizes[0]["device_width"] == 360


def test_the_preview_carries_the_userbar_for_the_checks(author, module_page):
    request = author.get(reverse("wagtailadmin_pages:edit", args=[module_page.pk])).wsgi_request
    html = module_page.make_preview_request(request, "family").content.decode()
    assert "wagtail-userbar" in html


def test_a_family_module_is_not_previewed_as_a_participant(program):
    family = ModulePage.objects.get(code="f01")
    assert [mode for mode, _ in previews.modes(family)] == ["family", "short-version", "check-in", "worksheet", "guide"]
