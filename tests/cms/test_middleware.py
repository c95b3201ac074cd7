"""Security headers stand on every answer of every kind, and nothing of a signed-in person is kept by a browser."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

import learners.urls.privacy
from cms.middleware import SecurityHeaders
from tests.factories import cms as make

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PLACES = [
    "/",
    "/getting-help-now/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/admin/",
    "/admin/login/",
    "/healthz/live",
    "/healthz/ready",
    "/robots.txt",
    "/learn/",
    "/facilitate/",
    "/start/",
    "/leave/",
    "/nothing-here/",
    "/no-slash",
    "/documents/1/none.pdf",
    "/media/images/none.jpg",
]


def directives(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {part[0]: part[1:] for part in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PLACES)
def test_every_place_answers_with_all_headers(client, path):
    response = client.get(path)
    assert {name: response[name] for name in ALWAYS} == ALWAYS
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert directives(response)["default-src"] in (["'none'"], ["'self'"])


@pytest.mark.django_db
@pytest.mark.parametrize("path", [place for place in PLACES if not place.startswith("/admin/")])
def test_only_the_admin_may_run_inline_scripts(client, path):
    policy = directives(client.get(path))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert not any("unsafe" in value for values in policy.values() for value in values)


@pytest.mark.django_db
def test_the_admins_policy_names_no_foreign_host_and_no_eval(client):
    policy = directives(client.get("/admin/"))
    assert "'unsafe-inline'" in policy["script-src"]
    values = {value for values in policy.values() for value in values}
    assert values <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


@pytest.mark.django_db
def test_a_broken_page_carries_the_headers_too(client, monkeypatch):
    monkeypatch.setattr("cms.views.health._plain", lambda *args: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/healthz/live")
    assert response.status_code == 500
    assert {name: response[name] for name in ALWAYS} == ALWAYS
    assert directives(response)["default-src"] == ["'none'"]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_the_headers_and_no_page(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert {name: response[name] for name in ALWAYS} == ALWAYS


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/getting-help-now/", "/nothing-here/", "/learn/"])
def test_what_a_signed_in_person_sees_is_never_stored(client, path):
    client.force_login(make.person("ana"))
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("/learn/", "/facilitate/", "/family/", "/accounts/login/", "/account/", "/certificates/", "/admin/"),
        *(f"/privacy/{route.pattern}".partition("<")[0] for route in learners.urls.privacy.urlpatterns),
    ],
)
def test_private_places_are_never_stored_even_signed_out(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
def test_a_public_page_may_be_stored(client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    assert "no-store" not in client.get("/privacy/").get("Cache-Control", "")


def test_static_files_stay_cached_for_people_who_are_signed_in():
    def static_file(request):
        return HttpResponse("css", headers={"Cache-Control": "max-age=31536000, immutable"})

    request = RequestFactory().get("/static/groundwork/groundwork.css")
    request.COOKIES["session"] = "x"
    response = SecurityHeaders(static_file)(request)
    assert response["Cache-Control"] == "max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
