"""Our tokens are Django's: it finds the secret in each, no two are alike, and a form that carries one is taken."""

import re
from collections import Counter

import pytest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, _does_token_match, _unmask_cipher_token, get_token
from django.template import engines
from django.test import Client, RequestFactory

from cms import csrf
from tests.factories import cms as make

SECRET = "aZ09bY18cX27dW36eV45fU54gT63hS72"


@pytest.fixture
def request_with_secret(rf: RequestFactory):
    request = rf.get("/")
    request.META["CSRF_COOKIE"] = SECRET
    return request


def test_django_finds_the_secret_under_every_mask(request_with_secret):
    tokens = {csrf.token(request_with_secret) for _ in range(200)}
    assert len(tokens) == 200
    assert {_unmask_cipher_token(one) for one in tokens} == {SECRET}
    assert all(_does_token_match(one, SECRET) for one in tokens)
    assert {len(one) for one in tokens} == {len(get_token(request_with_secret))}


def test_the_cookie_is_sent_again_as_with_djangos_token(request_with_secret):
    csrf.token(request_with_secret)
    assert request_with_secret.META["CSRF_COOKIE_NEEDS_UPDATE"] is True


def test_a_visitor_without_a_secret_gets_one(rf):
    request = rf.get("/")
    made = csrf.token(request)
    assert _does_token_match(made, request.META["CSRF_COOKIE"])


def test_every_character_is_as_likely_as_any_other():
    counted = Counter(csrf.random_text(62_000))
    assert set(counted) == set(CSRF_ALLOWED_CHARS)
    assert all(800 < number < 1200 for number in counted.values())


def test_a_shortage_of_fair_bytes_is_made_up(monkeypatch):
    reads = iter([bytes([255] * 64), bytes(range(64)), bytes(range(64))])
    monkeypatch.setattr(csrf.os, "urandom", lambda number: next(reads))
    assert csrf.random_text(32) == CSRF_ALLOWED_CHARS[:32]


def test_templates_get_it(request_with_secret):
    page = engines["django"].from_string("{% csrf_token %}").render({}, request_with_secret)
    assert _unmask_cipher_token(re.search(r'value="(\w{64})"', page)[1]) == SECRET


@pytest.mark.django_db
def test_a_form_with_our_token_is_taken_and_one_without_is_not():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.person("ana"))
    page = client.get("/accounts/logout/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w{64})"', page)[1]
    assert client.post("/accounts/logout/").status_code == 403
    assert client.post("/accounts/logout/", {"csrfmiddlewaretoken": token[::-1]}).status_code == 403
    assert client.post("/accounts/logout/", {"csrfmiddlewaretoken": token}).status_code == 302
