"""The ways in and out: side doors lead nowhere, the gate of the admin ends the circle, and leaving is at once."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client

from cms.views import doors
from tests.factories import cms as make

pytestmark = pytest.mark.django_db
SIDE_DOORS = [
    "/admin/login/",
    "/_util/login/",
    "/admin/password_reset/",
    "/admin/password_reset/confirm/MQ/abc/",
    "/admin/password_reset/complete/",
]


@pytest.mark.parametrize("door", SIDE_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_side_door_makes_no_session_even_with_the_right_password(client, door, method):
    make.operator("olga")
    given = {"username": "olga", "login": "olga", "password": make.PASSWORD, "email": "olga@example.org"}
    response = getattr(client, method)(door, given)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert "session" not in client.cookies
    assert not Session.objects.exists()


def test_the_front_door_lets_the_same_person_in(client):
    make.operator("olga")
    response = client.post("/accounts/login/", {"login": "olga", "password": make.PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/start/"
    assert client.session["_auth_user_id"]


@pytest.mark.parametrize("path", ["/django-admin/", "/django-admin/login/", "/admin/django/"])
def test_there_is_no_django_admin(client, path):
    assert client.post(path, {"username": "olga", "password": "x"}).status_code in (302, 404)
    assert "session" not in client.cookies


def test_sign_up_is_closed(client):
    page = client.get("/accounts/signup/")
    answer = client.post(
        "/accounts/signup/", {"username": "new-person", "password1": make.PASSWORD, "password2": make.PASSWORD}
    )
    assert b"password1" not in page.content
    assert answer.status_code == 200
    assert "session" not in client.cookies


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/", "/accounts/3rdparty/"])
def test_only_the_needed_account_pages_exist(client, path):
    assert client.get(path).status_code == 404


def test_a_side_door_passes_on_a_wish_on_this_site_only(client):
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/login/?next=https://evil.example/")["Location"] == "/accounts/login/"
    assert client.get("/admin/login/?next=//evil.example/")["Location"] == "/accounts/login/"


# --- the gate of the admin ------------------------------------------------------------------------------------------
def test_a_participant_at_the_admin_gets_a_plain_no_and_no_circle(client):
    client.force_login(make.person("ana"))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert response.redirect_chain == []
    assert b"people who write pages" in response.content
    assert b"You do not have permission" not in response.content


def test_a_stranger_at_the_admin_is_sent_to_sign_in_and_comes_back(client):
    response = client.get("/admin/pages/", follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"


def test_an_author_comes_in(client):
    client.force_login(make.author())
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/gate/?next=/admin/pages/")["Location"] == "/admin/pages/"
    assert client.get("/admin/gate/?next=https://evil.example/")["Location"] == "/admin/"


def test_somebody_whose_account_is_closed_does_not_come_in(client):
    amir = make.author()
    client.force_login(amir)
    amir.is_active = False
    amir.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/"])
def test_accounts_and_groups_are_for_operators_only(client, path):
    amir = make.author()
    from django.contrib.auth.models import Permission

    amir.user_permissions.add(*Permission.objects.filter(content_type__model__in=["user", "group"]))
    client.force_login(amir)
    assert client.get(path).status_code == 403
    assert client.post(path, {"is_superuser": "on"}).status_code == 403
    client.force_login(make.operator())
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("place", doors.OPERATOR_PLACES)
def test_each_place_of_the_operator_is_shut_before_wagtail_is_asked(rf, place):
    request = rf.get(f"{place}somewhere/")
    request.user = make.author()
    with pytest.raises(PermissionDenied, match="looked after by the operator"):
        doors.admin_gate(request)
    request.user = make.operator()
    assert doors.admin_gate(request).status_code == 302


def test_whoever_may_write_is_kept_out_where_the_roles_say_why(client, settings):
    settings.WHY_NOT_INTO_ADMIN = "tests.cms.test_doors.not_today"
    client.force_login(make.author())
    response = client.get("/admin/")
    assert response.status_code == 403
    assert b"Not today, please." in response.content


def not_today(user) -> str:
    return "Not today, please."


# --- leaving --------------------------------------------------------------------------------------------------------
def test_leaving_signs_out_and_goes_to_the_harmless_page(client):
    make.settings(leave_url="https://www.example.org/weather/")
    client.force_login(make.person("ana"))
    response = client.post("/leave/")
    assert response["Refresh"] == "0; url=https://www.example.org/weather/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert not Session.objects.exists()
    assert client.cookies["session"]["max-age"] == 0


def test_leaving_needs_no_token_and_no_script(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.person("ana"))
    response = client.post("/leave/")
    assert response.status_code == 200
    assert b"<script" not in response.content
    assert b'href="https://www.weather.gov/"' in response.content


def test_a_plain_visit_to_the_leave_address_signs_nobody_out(client):
    client.force_login(make.person("ana"))
    assert client.get("/leave/")["Location"] == "https://www.weather.gov/"
    assert Session.objects.count() == 1


def test_leaving_works_when_the_session_cannot_be_ended(client, monkeypatch):
    def broken(request):
        raise RuntimeError

    monkeypatch.setattr("cms.views.doors.logout", broken)
    assert "Refresh" in client.post("/leave/")


def test_the_gate_itself_says_no_and_sends_nobody_round(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ana", "three calm words here"))
    assert client.get("/admin/gate/").status_code == 403
    assert client.get("/admin/gate/?next=/admin/").status_code == 403


def test_leaving_takes_both_cookies_along(client, django_user_model, settings):
    client.force_login(django_user_model.objects.create_user("ana", "three calm words here"))
    cookies = client.post("/leave/").cookies
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert cookies[name]["max-age"] == 0, name


def test_leaving_takes_the_cookie_even_where_the_session_cannot_be_ended(client, monkeypatch, settings):
    monkeypatch.setattr("cms.views.doors.logout", lambda request: 1 / 0)
    assert client.post("/leave/").cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0


def test_leaving_knows_no_other_methods(client):
    assert {client.generic(method, "/leave/").status_code for method in ("PUT", "PATCH", "DELETE")} == {405}
