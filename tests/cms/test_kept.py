"""What is kept of a page for everybody can hold nothing of the one for whom it was made first."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, engines

from cms.templatetags import look
from tests.factories.people import person

LEAKY = "{% if user.is_authenticated %}in{% else %}out{% endif %} {{ user.first_name }}{{ user.uid }}{{ request.path }}"


@pytest.fixture
def kept(monkeypatch):
    """How an include is kept that asks for more than it may know."""
    template = engines["django"].from_string(LEAKY)
    monkeypatch.setattr(look, "get_template", lambda name: template)
    monkeypatch.setattr(look, "_kept", {})
    return lambda user: look.kept(Context({"user": user, "site_facts": None}), "leaky.html").strip()


@pytest.mark.django_db
def test_an_include_that_asks_who_reads_learns_only_that_somebody_is_signed_in(kept):
    assert kept(person("ana")) == kept(person("ben")) == "in"
    assert kept(AnonymousUser()) == "out"
