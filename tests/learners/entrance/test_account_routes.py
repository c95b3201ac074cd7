"""Every address below /accounts/ has one rule of who reaches it; and what matters asks once more who it is."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import PASSWORD, sign_in
from tests.learners.account_rules import ACCOUNT_RULES
from tests.learners.entrance.keys import App, give_code, give_password
from tests.learners.matrix import address, answer, routes
from tests.learners.rules import METHODS

pytestmark = pytest.mark.django_db
PRINCIPALS = ("nobody", "signed in", "owes the second step")
HOME = ("/start/", "/")


def account_routes() -> list[str]:
    return [name for route, name, _ in routes() if route.startswith("accounts/")]


def test_every_route_has_one_rule():
    assert sorted(account_routes()) == sorted(ACCOUNT_RULES)


def url(name: str, pk: int = 0) -> str:
    if name == "account_reset_password_from_key":
        return "/accounts/password/reset/key/1-set-password/"
    return address(name, pk=pk) if "webauthn" in name else address(name)


def fits(rule: str, response: HttpResponse) -> bool:
    to = response.headers.get("Location", "").partition("?")[0]
    return {
        "page": response.status_code == 200,
        "in": response.status_code == 302 and to in ("/accounts/login/", "/accounts/login/code/"),
        "home": response.status_code == 302 and to in HOME,
        "step": response.status_code == 302 and to == reverse("second_step"),
        "you": response.status_code == 302 and to.startswith("/accounts/reauthenticate/"),
        "post": response.status_code == 405 or (response.status_code == 302 and to == "/accounts/login/"),
    }[rule]


def clients(cast) -> list[Client]:
    """The session of somebody who signed in long ago says nothing of how."""
    App(cast.ana)
    Authenticator.objects.create(user=cast.ana, type="webauthn", data={"name": "x", "credential": {}})
    return [Client(), sign_in(Client(), cast.ana), sign_in(Client(), cast.gil, second_step=False)]


@pytest.mark.parametrize("name", sorted(ACCOUNT_RULES))
def test_who_reaches_what(cast, name, monkeypatch):
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    who = clients(cast)
    who[2].get("/facilitate/")  # there it is found that the second step is owed
    for principal, rule, client in zip(PRINCIPALS, ACCOUNT_RULES[name].split(), who, strict=True):
        if name.startswith("mfa_reauthenticate") and principal == "owes the second step":
            rule = "you"  # he has none yet: the password is asked for
        got = answer(client, "GET", url(name))
        assert fits(rule, got), f"{name} as {principal}: {got.status_code} {got.headers.get('Location')}, not {rule}"


@pytest.mark.parametrize("name", sorted(ACCOUNT_RULES))
def test_no_method_breaks_a_route(cast, name, monkeypatch):
    """Without anything in them: an answer in words, never a failure."""
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    for client in clients(cast):
        for method in METHODS:
            assert answer(client, method, url(name)).status_code < 500, f"{method} {name}"


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_another_persons_passkey_looks_like_none(cast, name):
    theirs = Authenticator.objects.create(user=cast.ben, type="webauthn", data={"name": "Ben's", "credential": {}})
    client = Client()
    give_password(client, "ana")
    for method in ("GET", "POST"):
        foreign = answer(client, method, reverse(name, args=[theirs.pk]))
        absent = answer(client, method, reverse(name, args=[theirs.pk + 1]))
        assert foreign.status_code == absent.status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# --- once more ------------------------------------------------------------------------------------------------------


def test_after_a_quarter_of_an_hour_a_password_brings_one_back_to_the_same_page(cast, time_machine):
    start = timezone.now()
    time_machine.move_to(start)
    client = Client()
    give_password(client, "ana")
    assert client.get(reverse("account_sessions")).status_code == 200
    time_machine.move_to(start + timedelta(minutes=14))
    assert client.get(reverse("account_sessions")).status_code == 200
    time_machine.move_to(start + timedelta(minutes=16))
    asked = client.get(reverse("account_sessions"))["Location"]
    got = client.post(asked, {"password": PASSWORD, "next": reverse("account_sessions")})
    assert got["Location"] == reverse("account_sessions")
    assert client.get(reverse("account_sessions")).status_code == 200


def test_a_form_is_never_kept_in_the_session(cast, time_machine):
    from django.contrib.sessions.models import Session

    start = timezone.now()
    time_machine.move_to(start)
    client = Client()
    give_password(client, "ana")
    time_machine.move_to(start + timedelta(minutes=29))
    client.get("/learn/")
    time_machine.move_to(start + timedelta(minutes=31))
    new = "a password that is new"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    came_from = "http://testserver/accounts/password/change/"
    got = client.post(reverse("account_change_password"), data, headers={"Referer": came_from})
    assert got["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fpassword%2Fchange%2F"
    assert new not in str([session.get_decoded() for session in Session.objects.all()])
    got = client.post(reverse("account_change_password"), data, headers={"Referer": "https://evil.example/x"})
    assert got["Location"] == "/accounts/reauthenticate/?next=%2Fstart%2F"
    quiet = client.post(reverse("account_end_others"), headers={"X-Requested-With": "save"})
    assert quiet.status_code == 401
    assert quiet.json()["sign_in"] == reverse("account_reauthenticate")


def test_somebody_without_password_and_step_is_led_to_signing_in_anew(cast):
    cast.ana.set_unusable_password()
    cast.ana.save()
    client = sign_in(Client(), cast.ana)
    got = client.get(reverse("account_set_password"))
    assert got["Location"].startswith(reverse("account_logout"))
    assert "Choose a password" in client.get(reverse("account_security")).content.decode()


def test_recovery_codes_are_shown_once_and_saved_as_a_file_from_that_page(cast):
    app, client = App(cast.ana), Client()
    give_password(client, "ana")
    give_code(client, app.code())
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes, sealed = page.context["codes"], page.context["sealed"]
    assert len(codes) == 10
    file = client.post(reverse("mfa_download_recovery_codes"), {"sealed": sealed})
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="codes.txt"'
    assert all(code in file.content.decode() for code in codes)
    assert "no-store" in file["Cache-Control"]
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "You have 10 codes left" in again
    assert not any(code in again for code in codes)
    ben = Client()
    give_password(ben, "ben")
    for bad in (sealed, "", "1.t1.zzz"):
        assert ben.post(reverse("mfa_download_recovery_codes"), {"sealed": bad}).status_code == 302


def test_new_codes_end_the_old_ones(cast):
    app, client = App(cast.ana), Client()
    give_password(client, "ana")
    give_code(client, app.code())
    old = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    assert "Make new codes?" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    assert client.post(reverse("mfa_generate_recovery_codes"))["Location"] == reverse("mfa_view_recovery_codes")
    new = client.get(reverse("mfa_view_recovery_codes")).context["codes"]
    assert len(set(new) | set(old)) == 20
    other = Client()
    give_password(other, "ana")
    assert give_code(other, old[0]).status_code == 200
    assert give_code(other, new[0]).status_code == 302


def test_the_security_page_says_in_plain_words_how_things_stand(cast):
    client = Client()
    give_password(client, "ana")
    page = client.get(reverse("account_security")).content.decode()
    for words in ("How you sign in", "Add a second step", "Change your password", "In 1 place."):
        assert words in page
    app, gil = App(cast.gil), Client()
    give_password(gil, "gil")
    give_code(gil, app.code())
    page = gil.get(reverse("account_security")).content.decode()
    for words in ("An app with codes", "10 left", "Move to another phone", "Add a passkey"):
        assert words in page


@pytest.mark.parametrize("who", ["ana", "gil"])
def test_every_page_leads_there_from_its_foot(cast, who):
    client = sign_in(Client(), getattr(cast, who))
    page = client.get("/start/", follow=True).content.decode()
    assert f'href="{reverse("account_home")}"' in page
