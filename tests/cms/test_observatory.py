"""What Mozilla's Observatory would say of our answers in production mode: pages, errors, redirects, the admin."""

import importlib.util
import os
import re
from typing import Any
from unittest import mock

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from cms import env
from tests.cms import observatory
from tests.factories.people import sign_in
from tests.house import tree
from tests.learners.entrance.keys import give_password

pytestmark = pytest.mark.django_db
HOST = "learn.example.org"
REAL = {"GROUNDWORK_MODE": "production", "BASE_URL": f"https://{HOST}", "ALLOWED_HOSTS": HOST}
LEARNERS, ADMIN = 125, 100
OURS_ALONE = {"DATABASES", "STORAGES", "CACHES"}


def production_settings() -> dict[str, Any]:
    """All that settings.py makes of the environment of a real site, where that differs from a local copy."""
    from django.conf import settings

    path = env.ROOT / "cms" / "settings.py"
    with mock.patch.dict(os.environ, REAL):
        spec = importlib.util.spec_from_file_location("settings_of_a_real_site", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    made = {name: value for name, value in vars(module).items() if name.isupper() and name not in OURS_ALONE}
    return {name: value for name, value in made.items() if getattr(settings, name, None) != value}


@pytest.fixture(scope="module", autouse=True)
def production():
    changed = production_settings()
    assert changed["SESSION_COOKIE_NAME"] == "__Host-session"
    assert "django.middleware.security.SecurityMiddleware" in changed["MIDDLEWARE"]
    changed["PASSWORD_HASHERS"] = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(**changed):
        yield


def browser(**more: Any) -> Client:
    return Client(SERVER_NAME=HOST, raise_request_exception=False, **more)


def get(client: Client, path: str, **more: Any) -> HttpResponse:
    return client.get(path, secure=True, **more)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/learn/", 200),
        ("/learn/program/", 200),
        ("/learn/history/", 200),
        ("/accounts/security/", 200),
        ("/accounts/second-step/", 200),
        ("/learn/00000000-0000-4000-8000-000000000000/", 404),
        ("/facilitate/", 403),
        ("/start/", 302),
        ("/accounts/login/", 302),
        ("/learn", 301),
    ],
)
def test_routes_of_learners_score_high_whatever_they_answer(cast, path, status):
    response = get(sign_in(browser(), cast.ana), path)
    assert response.status_code == status
    assert observatory.score(response).points >= LEARNERS, observatory.score(response)


@pytest.mark.parametrize(
    "path",
    ["/", "/accounts/login/", "/accounts/login/code/", "/welcome/", "/getting-help-now/", "/nothing/", "/learn/"],
)
def test_so_does_what_a_stranger_sees(cast, path):
    assert observatory.score(get(browser(), path)).points >= LEARNERS


def test_a_page_with_a_form_and_a_sign_in_send_cookies_that_earn_points(cast):
    client = browser()
    page = get(client, "/accounts/login/")
    assert "__Host-csrf" in page.cookies
    assert observatory.score(page).points == 135
    data = {"login": "ana", "password": "three calm words here"}
    response = client.post("/accounts/login/", data, secure=True)
    assert "__Host-session" in response.cookies
    assert observatory.score(response).points == 135


def test_a_broken_page_scores_as_high(cast, monkeypatch):
    monkeypatch.setattr("cms.views.health._plain", lambda *args: 1 / 0)
    response = get(browser(), "/healthz/live")
    assert response.status_code == 500
    assert observatory.score(response).points >= LEARNERS


def test_a_foreign_host_gets_no_page_and_all_headers(cast):
    response = get(browser(), "/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert observatory.score(response).points >= ADMIN


def test_plain_http_is_sent_to_the_same_address_with_tls(cast):
    response = browser().get("/learn/")
    assert (response.status_code, response["Location"]) == (301, f"https://{HOST}/learn/")


def test_the_admin_path_as_the_observatory_scans_it(cast):
    """A stranger's scan follows redirects, and scores where it ends. It never signs in."""
    response = get(browser(), "/admin/")
    assert observatory.score(response).points >= 80
    end = get(browser(), "/admin/", follow=True)
    assert "/accounts/login/" in end.redirect_chain[-1][0]
    assert observatory.score(end).points >= ADMIN


def test_the_admin_of_somebody_who_is_signed_in_loses_points_for_inline_scripts_and_nothing_else(cast):
    response = get(sign_in(browser(), cast.amir), "/admin/")
    assert response.status_code == 200
    below = [result for result in observatory.score(response).results if observatory.MODIFIERS[result] < 0]
    assert below == ["csp-implemented-with-unsafe-inline"]


def test_no_page_loads_a_script_from_elsewhere():
    """So that integrity of subresources is not asked for."""
    for path in tree.templates():
        assert not re.search(r"<script[^>]+src\s*=\s*[\"']?(https?:)?//", tree.read(path)), path


# --- the scale itself -----------------------------------------------------------------------------------------------


def answer(**headers: str) -> HttpResponse:
    return HttpResponse(headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_an_answer_without_headers_scores_low():
    assert observatory.score(answer()).points == 100 - 25 - 20 - 5 - 20


@pytest.mark.parametrize(
    ("policy", "result"),
    [
        ("default-src 'none'; form-action 'self'", "csp-implemented-with-no-unsafe-default-src-none"),
        ("default-src 'self'", "csp-implemented-with-no-unsafe"),
        ("default-src 'self'; script-src 'self' 'unsafe-inline'", "csp-implemented-with-unsafe-inline"),
        ("default-src 'self'; script-src 'self' data:", "csp-implemented-with-unsafe-inline"),
        ("script-src 'self'", "csp-implemented-with-unsafe-inline"),  # objects from anywhere
        ("default-src 'self'; style-src 'unsafe-inline'", "csp-implemented-with-unsafe-inline-in-style-src-only"),
        ("default-src 'self'; script-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval"),
        ("default-src 'self' http://x.example", "csp-implemented-with-insecure-scheme"),
        ("", "csp-not-implemented"),
    ],
)
def test_the_scale_reads_policies_as_the_scanner_does(policy, result):
    assert observatory.csp(observatory.directives(policy)) == result


@pytest.mark.parametrize(
    ("flags", "result"),
    [
        ({"secure": True, "samesite": "Lax"}, "cookies-session-without-httponly-flag"),
        ({"httponly": True, "samesite": "Lax"}, "cookies-session-without-secure-flag-but-protected-by-hsts"),
        ({"secure": True, "httponly": True, "samesite": "None"}, "cookies-secure-with-httponly-sessions"),
    ],
)
def test_a_cookie_without_its_flags_costs_points(flags, result):
    response = answer()
    response.set_cookie("session", "x", **flags)
    assert observatory.cookies(response, {}) == result


def test_bonus_points_need_a_good_score_without_them():
    poor = observatory.Score(("csp-implemented-with-unsafe-inline", "referrer-policy-private"))
    assert poor.points == 80
    good = observatory.Score(("csp-implemented-with-no-unsafe", "referrer-policy-private"))
    assert good.points == 110


def test_sign_in_works_in_production_mode(cast):
    """The same road as everywhere, with cookies for TLS only."""
    client = browser()
    give_password(client, "ana")  # over plain HTTP: sent on, nothing set
    assert "__Host-session" not in client.cookies
