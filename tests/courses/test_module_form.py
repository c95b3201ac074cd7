"""The form of a module: friendly inputs, sentences where something does not fit, and drafts that may be unfinished."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import ModulePage
from learners.models import User
from tests.factories import streams

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


def posted(**fields):
    """What the form of a small module sends."""
    content = streamfield([("text", rich_text(streams.P))])
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
        "talk_together": streamfield([]),
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
    streams.misconception()
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
