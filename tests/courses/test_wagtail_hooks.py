"""Wagtail's admin: what has records is not deleted, and authors find what modules refer to."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from courses import outline
from courses.models import ModulePage
from learners.learning import attempts
from learners.models import Attempt, User
from tests.factories.people import make_cast

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


def test_authors_find_misconceptions_and_sources_and_nobody_elses_rows(author):
    assert {model._meta.label for model in get_snippet_models()} == {
        "courses.BankQuestion",
        "courses.Misconception",
        "courses.Source",
    }
    for name in ("misconception", "source"):
        assert author.get(reverse(f"wagtailsnippets_courses_{name}:list")).status_code == 200
