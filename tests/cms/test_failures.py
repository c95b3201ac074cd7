"""Error pages keep the crisis bar, give a reason where there is one, and tell nobody what exists."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory

from cms.views import failures
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def request():
    from django.contrib.auth.models import AnonymousUser

    asked = RequestFactory().get("/learn/secret-thing/")
    asked.user = AnonymousUser()
    asked.session = {}
    return asked


PAGES = [
    (failures.bad_request, 400),
    (failures.permission_denied, 403),
    (failures.not_found, 404),
]


@pytest.mark.parametrize(("view", "status"), PAGES)
def test_an_error_page_has_help_and_one_heading(view, status):
    response = view(request(), Exception("inner words"))
    html = response.content.decode()
    assert response.status_code == status
    assert "tel:988" in html
    assert "/getting-help-now/" in html
    assert html.count("<h1") == 1
    assert "inner words" not in html


def test_a_refusal_gives_its_reason():
    html = failures.permission_denied(request(), PermissionDenied("This opens on Monday.")).content.decode()
    assert "This opens on Monday." in html


def test_a_reason_cannot_be_a_script():
    html = failures.permission_denied(request(), PermissionDenied("<script>x</script>")).content.decode()
    assert "<script>x" not in html


def test_not_found_says_the_same_whatever_was_asked(client):
    ask = request()
    assert failures.not_found(ask, Http404("No Attempt matches")).content == failures.not_found(ask, Http404()).content


def test_a_server_error_needs_no_session_and_no_database(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("what a person typed")

    client.force_login(make.person("ana"))
    monkeypatch.setattr("cms.views.pages.HelpNowPage.objects.live", broken)
    monkeypatch.setattr("cms.site._read", broken)
    client.raise_request_exception = False
    response = client.get("/getting-help-now/")
    assert response.status_code == 500
    assert b"tel:988" in response.content
    assert b"typed" not in response.content


def test_the_last_page_comes_even_without_templates(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(failures, "render_to_string", broken)
    response = failures.server_error(request())
    assert response.status_code == 500
    assert b"tel:988" in response.content


def test_an_old_form_gets_advice_and_nothing_technical():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "ana", "password": "x"})
    assert response.status_code == 403
    assert b"load the page again" in response.content
    assert b"CSRF" not in response.content
