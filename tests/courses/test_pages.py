"""Pages: authors write, preview and publish on one screen; the public sees nothing; what has records is not deleted."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses import outline, previews
from courses.models import ModulePage, ProgramPage, WeekPage
from courses.rules_check import check_rules
from learners import attempts
from learners.models import Attempt, User
from tests.factories import courses as make
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return make.program()


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


# --- the public -----------------------------------------------------------------------------------------------------


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


# --- the editing screen ---------------------------------------------------------------------------------------------


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


def posted(**fields):
    """What the form of a small module sends."""
    content = streamfield([("text", rich_text(make.P))])
    card = {"title": "First", "content": content}
    usual = {
        "title": "A new module",
        "slug": "a-new-module",
        "summary": "What it is for.",
        "skill": "One skill",
        "objectives": streamfield([("objective", "Name one sign")]),
        "cards": streamfield([("card", card)]),
        "quiz": streamfield([]),
        "pass_mark": "80",
        "worksheet_title": "",
        "worksheet": streamfield([]),
        "short_version": streamfield([]),
        "guide": streamfield([]),
        "code": "p50",
        "audience": "participant",
        "slot": "5",
        "strand": "triggers",
        "minutes": "15",
        "sources": streamfield([]),
        "license": "CC BY 4.0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    ticked = {"required_for": fields.pop("required_for", ["mental-health"])}
    return {**nested_form_data({**usual, **fields}), **ticked}


def form(week, **fields):
    form_class = ModulePage.get_edit_handler().get_form_class()
    data = posted(**fields)
    owner = User.objects.filter(sign_in_name="writer").first() or User.objects.create_superuser("writer")
    return form_class(data, instance=ModulePage(), parent_page=week, for_user=owner)


def test_the_lists_of_a_module_have_friendly_inputs(week):
    filled = form(week, required_for=["mental-health", "co-occurring"])
    filled.is_valid()
    assert filled.cleaned_data["required_for"] == ["mental-health", "co-occurring"]
    family = form(week, audience="family", required_for=[], pairs_with="p01, p02 p03")
    family.is_valid()
    assert family.cleaned_data["pairs_with"] == ["p01", "p02", "p03"]


def test_a_list_of_codes_is_shown_as_it_is_written(module_page):
    module_page.pairs_with = ["p01", "p02"]
    shown = ModulePage.get_edit_handler().get_form_class()(instance=module_page, parent_page=module_page.get_parent())
    assert 'value="p01, p02"' in str(shown["pairs_with"])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"code": "p01"}, "code"),
        ({"code": "P 1"}, "code"),
        ({"required_for": []}, "required_for"),
        ({"elective_for": "alcohol"}, "required_for"),
        ({"audience": "family"}, "required_for"),
        ({"pairs_with": "p01"}, "pairs_with"),
        ({"pairs_with": "no code!"}, "pairs_with"),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_field(week, fields, wrong):
    assert wrong in form(week, **fields).errors


def test_a_question_may_not_point_at_a_card_that_is_gone(week):
    make.misconception()
    options = [
        {"text": "Watch", "correct": "on", "misconception": "", "explanation": "Yes."},
        {"text": "Wait", "misconception": "wait-and-see", "explanation": "No."},
    ]
    question = {"prompt": "What helps?", "card": GONE, "options": inline_options(options)}
    assert "quiz" in form(week, quiz=streamfield([("single_choice", question)])).errors


GONE = "8c6d3f0e-9f0b-5a40-9f7e-6a1d7b0c5e01"


def inline_options(values):
    """A list block, as its form sends it."""
    rows = {str(at): {"value": value, "deleted": "", "order": str(at), "id": ""} for at, value in enumerate(values)}
    return {"count": str(len(values)), **rows}


def test_a_draft_may_be_unfinished(author, week):
    url = reverse("wagtailadmin_pages:add", args=["courses", "modulepage", week.pk])
    answer = author.post(url, posted(cards=streamfield([]), objectives=streamfield([]), required_for=[], summary=""))
    assert answer.status_code == 302
    assert ModulePage.objects.get(slug="a-new-module").live is False


# --- preview --------------------------------------------------------------------------------------------------------


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


def test_the_preview_carries_the_userbar_for_the_checks(author, module_page):
    request = author.get(reverse("wagtailadmin_pages:edit", args=[module_page.pk])).wsgi_request
    html = module_page.make_preview_request(request, "family").content.decode()
    assert "wagtail-userbar" in html


def test_a_family_module_is_not_previewed_as_a_participant(program):
    family = ModulePage.objects.get(code="f01")
    assert [mode for mode, _ in previews.modes(family)] == ["family", "short-version", "check-in", "worksheet", "guide"]


# --- deletion -------------------------------------------------------------------------------------------------------


@pytest.fixture
def taken(program, module_page):
    """Ana has started the check-in of p01."""
    cast = make_cast(program.translation_key)
    module = outline.get(program.translation_key).by_code["p01"]
    return attempts.start(cast.ana_learns, module, now=timezone.now())


@pytest.mark.parametrize("which", ["page", "week", "program"])
def test_a_page_with_records_below_it_is_not_deleted(author, taken, program, week, module_page, which):
    one = {"page": module_page, "week": week, "program": program}[which]
    answer = author.post(reverse("wagtailadmin_pages:delete", args=[one.pk]))
    assert answer.status_code == 302
    assert "Unpublish it instead" in str(next(iter(get_messages(answer.wsgi_request))))
    assert Page.objects.filter(pk=module_page.pk).exists()


def test_not_in_bulk_either(author, taken, module_page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    author.post(f"{url}?id={module_page.pk}", {"next": "/admin/"})
    assert Page.objects.filter(pk=module_page.pk).exists()
    assert Attempt.objects.count() == 1


def test_a_page_without_records_is_deleted(author, taken, program):
    other = ModulePage.objects.get(code="p04")
    author.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    assert not Page.objects.filter(pk=other.pk).exists()


# --- rules and references -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"starter": ["p01"]}, "starter"),
        ({"max_per_week": "3"}, "max_per_week: Write a whole number"),
        ({"pull_forward": {"opiods": 1}}, "pull_forward"),
        (["p01"], "Names with values"),
    ],
)
def test_wrong_rules_are_refused_with_their_place(rules, said):
    with pytest.raises(ValidationError) as refused:
        check_rules(rules)
    assert said in " ".join(refused.value.messages)


def test_good_rules_are_taken():
    check_rules(make.RULES)
    check_rules({})


def test_authors_find_misconceptions_and_sources_and_nobody_elses_rows(author):
    assert {model._meta.label for model in get_snippet_models()} == {"courses.Misconception", "courses.Source"}
    for name in ("misconception", "source"):
        assert author.get(reverse(f"wagtailsnippets_courses_{name}:list")).status_code == 200
