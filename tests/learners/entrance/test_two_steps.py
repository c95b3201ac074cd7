"""Signing in with a second step, using each code once, moving it to another phone and taking it away."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.entrance import factors
from learners.models import AuditEvent, SignIn
from learners.post import outbox
from tests.factories.people import sign_in
from tests.learners.entrance.keys import App, code, give_code, give_password, is_signed_in

pytestmark = pytest.mark.django_db


# --- signing in with it ---------------------------------------------------------------------------------------------


def test_the_password_alone_makes_no_session(cast):
    App(cast.gil)
    client = Client()
    got = give_password(client, "gil")
    assert got["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)
    assert client.get("/facilitate/")["Location"].startswith("/accounts/login/")
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_password_and_code_open_all(cast):
    app, client = App(cast.gil), Client()
    give_password(client, "gil", next="/facilitate/attention/")
    assert give_code(client, app.code())["Location"] == "/facilitate/attention/"
    assert client.get("/facilitate/").status_code == 200


def test_a_code_opens_once(cast):
    app = App(cast.gil)
    shown = app.code()
    one, other = Client(), Client()
    give_password(one, "gil")
    give_code(one, shown)
    assert is_signed_in(one)
    give_password(other, "gil")
    assert give_code(other, shown).status_code == 200
    assert not is_signed_in(other)


def test_the_code_before_and_the_next_one_are_good_and_older_ones_are_not(cast):
    app = App(cast.gil)
    for ahead, opens in ((-2, False), (-1, True), (1, True), (3, False)):
        client = Client()
        give_password(client, "gil")
        give_code(client, app.code(ahead))
        assert is_signed_in(client) == opens, ahead


def test_a_recovery_code_stands_in_once_and_counts_as_the_step(cast):
    App(cast.gil)
    row = factors.Authenticator.objects.get(type="recovery_codes")
    seed = factors.unseal(cast.gil, row.data["seed"])
    assert len(seed) == 80
    codes = recovery_codes(cast)
    client, again = Client(), Client()
    give_password(client, "gil")
    give_code(client, codes[0])
    assert client.get("/facilitate/").status_code == 200
    assert factors.codes_left(cast.gil) == 9
    give_password(again, "gil")
    give_code(again, codes[0])
    assert not is_signed_in(again)


def recovery_codes(cast) -> list[str]:
    """Read as the person does, on the page that shows them once."""
    client = sign_in(Client(), cast.gil)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(cast.gil.pk)
    session.save()
    return re.findall(r"<code>(\d{4} \d{4})</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())


def test_codes_that_are_guessed_run_into_a_limit(cast):
    App(cast.gil)
    client = Client()
    give_password(client, "gil")
    said = [give_code(client, "000000").content.decode() for _ in range(7)]
    assert "That code is not right" in said[0]
    assert "Too many" in said[-1]


def test_other_people_use_this_device_is_remembered_through_the_step(cast):
    app, client = App(cast.ana), Client()
    give_password(client, "ana", shared_device="on")
    give_code(client, app.code())
    assert client.session["idle_minutes"] == 10
    assert SignIn.objects.get().is_shared


def test_somebody_else_on_the_device_can_leave_a_sign_in_that_is_under_way(cast):
    App(cast.ana)
    tablet = Client()
    give_password(tablet, "ana")
    page = tablet.get(reverse("mfa_authenticate")).content.decode()
    assert "Start again" in page
    assert "ana" not in re.sub(r"<[^>]+>", " ", page).lower().replace("navigation", "").split()
    tablet.post(reverse("account_logout"), {"next": reverse("account_login")})
    give_password(tablet, "ben")
    assert tablet.session["_auth_user_id"] == str(cast.ben.pk)


# --- taking it away -------------------------------------------------------------------------------------------------


def with_app(cast, name: str) -> tuple[Client, App]:
    app, client = App(getattr(cast, name)), Client()
    give_password(client, name)
    give_code(client, app.code())
    return client, app


def test_a_learner_may_take_it_away(cast):
    client, _ = with_app(cast, "ana")
    assert "Take the app away?" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("account_security")
    assert factors.kinds(cast.ana) == set(), "recovery codes go with the last step"
    other = Client()
    give_password(other, "ana")
    assert is_signed_in(other)


def test_staff_keep_their_last_one(cast):
    client, _ = with_app(cast, "gil")
    assert "Add another one first" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 200
    assert factors.has_one(cast.gil)


def test_an_app_moves_to_another_phone_without_a_gap(cast):
    client, app = with_app(cast, "gil")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert factors.unseal(cast.gil, factors.Authenticator.objects.get(type="totp").data["secret"]) == app.secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    held = factors.unseal(cast.gil, factors.Authenticator.objects.get(type="totp").data["secret"])
    assert held == secret.replace(" ", "")


def test_a_change_ends_the_other_sessions_and_is_told_by_mail_and_audit(
    cast, mailoutbox, django_capture_on_commit_callbacks
):
    cast.ana.email = "ana@example.org"
    cast.ana.save()
    elsewhere, client = Client(), Client()
    give_password(elsewhere, "ana")
    give_password(client, "ana")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(reverse("mfa_activate_totp")).content.decode())[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert client.get("/learn/").status_code == 200
    assert elsewhere.get("/learn/").status_code == 302
    outbox.send_waiting(timezone.now())
    assert [letter.to for letter in mailoutbox] == [["ana@example.org"]]
    told = mailoutbox[0].subject + mailoutbox[0].body
    assert not re.search(r"ana|app|second|code|passkey|Groundwork|program|treatment|recovery", told, re.IGNORECASE)
    assert AuditEvent.objects.filter(action="app-added", by=cast.ana, about=cast.ana).count() == 1


def test_what_is_private_asks_again_after_a_quarter_of_an_hour(cast, time_machine):
    client, _ = with_app(cast, "ana")
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    got = client.get(reverse("mfa_deactivate_totp"))
    assert got["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fsecond-step%2Fapp%2Fremove%2F"
    page = client.get(got["Location"]).content.decode()
    assert "A code from my app" in page
    got = client.post(reverse("mfa_deactivate_totp"))
    assert got["Location"] == reverse("account_security"), "a form that was open may still be sent"
