"""Every sign-in and every one that failed stands in the audit log; nothing that was typed does."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.entrance import attempts
from learners.models import AuditEvent, SignIn, User
from tests.factories.people import PASSWORD, person
from tests.learners.entrance.keys import App, give_code, give_password

pytestmark = pytest.mark.django_db
TYPED = "not the password at all"


def noted(action: str) -> list[tuple[User | None, User | None, str]]:
    events = AuditEvent.objects.filter(action=action).order_by("pk")
    return [(event.by, event.about, event.detail["method"]) for event in events]


def test_a_sign_in_is_noted_once_with_how(client):
    ana = person("ana")
    give_password(client, "ana")
    assert noted("signed-in") == [(ana, ana, "password")]
    assert noted("sign-in-failed") == []


def test_with_a_second_step_it_is_noted_after_the_second_step(client):
    ana = person("ana")
    app = App(ana)
    give_password(client, "ana")
    assert noted("signed-in") == []
    give_code(client, "000000")
    assert noted("sign-in-failed") == [(None, ana, "second-step")]
    give_code(client, app.code())
    assert noted("signed-in") == [(ana, ana, "password-totp")]


def test_a_wrong_password_is_about_the_account_and_by_nobody(client):
    ana, dan = person("ana", email="ana@example.org"), person("dan", is_active=False)
    for name in ("ana", " ANA ", "ana@example.org", "dan"):
        client.post(reverse("account_login"), {"login": name, "password": TYPED})
    assert noted("sign-in-failed") == [(None, one, "password") for one in (ana, ana, ana, dan)]


def test_a_name_that_nobody_has_is_noted_without_the_name(client):
    """Guessing over many names shows, and the answer takes as long as for a name that somebody has."""
    client.post(reverse("account_login"), {"login": "canary-name", "password": "canary-password here"})
    assert noted("sign-in-failed") == [(None, None, "password")]
    assert "canary" not in json.dumps(list(AuditEvent.objects.values("action", "reason", "detail")))


def test_wrong_codes_by_mail_and_foreign_passkeys_are_noted():
    ana = person("ana", email="ana@example.org")
    for email in ("ana@example.org", "nobody@example.org"):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": email})
        client.post(reverse("account_confirm_login_code"), {"code": "000000"})
    Client().post(reverse("mfa_login_webauthn"), {"credential": "{}"})
    assert noted("sign-in-failed") == [(None, ana, "code"), (None, None, "code"), (None, None, "passkey")]


def test_saying_once_more_who_one_is_gives_the_session_a_new_key(client):
    ana = person("ana")
    give_password(client, "ana")
    before = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": TYPED})
    assert client.session.session_key == before
    assert noted("sign-in-failed") == [(None, ana, "password")]
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert [row.session_key for row in SignIn.objects.all()] == [client.session.session_key]
    old = Client()
    old.cookies["session"] = before
    assert old.get(reverse("account_sessions"))["Location"].startswith("/accounts/login/")


def test_a_failed_one_needs_no_account():
    attempts.failed(None, method="password", now=timezone.now())
    assert AuditEvent.objects.get().about_id is None


# --- what stays in the browser --------------------------------------------------------------------------------------


def test_signing_out_leaves_nothing_in_the_browser(client):
    client.force_login(person("ana"))
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'


def test_what_is_said_after_a_deed_is_in_no_cookie(client):
    person("ana")
    give_password(client, "ana")
    answer = client.post(reverse("account_end_others"))
    assert "messages" not in answer.cookies
    assert "You are signed in here only." in client.get(answer["Location"]).content.decode()
    assert set(client.cookies) <= {"session", "csrf"}
