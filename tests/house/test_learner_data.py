"""What people did stays out of Wagtail's reach and of shared caches, and does not hang on pages."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.admin.viewsets import viewsets
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models

from tests.house import tree

LEARNER_MODELS = list(apps.get_app_config("learners").get_models(include_auto_created=True))
SHARED_CACHE = re.compile(
    r"\b(cache_page|UpdateCacheMiddleware|FetchFromCacheMiddleware|vary_on_cookie|templatetags\.cache)\b|{%\s*cache\b"
)


@pytest.mark.parametrize("model", LEARNER_MODELS, ids=lambda model: model.__name__)
def test_wagtail_cannot_show_search_or_keep_versions_of_it(model):
    assert model not in get_snippet_models()
    assert not issubclass(model, Indexed | RevisionMixin | DraftStateMixin)
    assert model not in [
        getattr(viewset, "model", None) for viewset in viewsets.viewsets if viewset.name != "wagtailusers_users"
    ]


@pytest.mark.parametrize("model", LEARNER_MODELS, ids=lambda model: model.__name__)
def test_it_does_not_hang_on_a_page(model):
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            assert not issubclass(field.related_model, Page), field.name


@pytest.mark.parametrize("model", LEARNER_MODELS, ids=lambda model: model.__name__)
def test_deleting_an_edition_never_deletes_it(model):
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label == "courses.Edition":
            assert field.remote_field.on_delete is models.PROTECT, field.name


def test_no_page_goes_into_a_shared_cache():
    assert [name for name in settings.MIDDLEWARE if ".cache." in name] == []
    sources = [*tree.code(), *tree.templates()]
    assert [tree.name(path) for path in sources if SHARED_CACHE.search(tree.read(path))] == []


def test_the_django_admin_is_not_there():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
