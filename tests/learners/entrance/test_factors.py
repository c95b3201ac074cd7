"""Secrets of second steps lie sealed and open for their own account only; resetting takes all of them away."""

from io import StringIO

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from learners.entrance import factors
from learners.models import AuditEvent, PersonKey
from learners.safekeeping import encryption
from tests.learners.entrance.keys import App, give_code, give_password, is_signed_in

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    """All values of all tables, sessions included, as text."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            said += [str(row) for row in cursor.fetchall()]
    return "\n".join(said)


def test_no_secret_lies_in_clear_while_it_is_set_up_or_later(cast):
    from django.contrib.sessions.models import Session

    from learners.forms.entrance import PENDING

    client = Client()
    give_password(client, "ana")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    held = Session.objects.get(session_key=client.session.session_key).get_decoded()
    assert PENDING in held
    assert secret not in str(held)
    app = App(cast.gil)
    assert app.secret not in everything_stored()
    assert Authenticator.objects.filter(data__seed__isnull=False).count() == 1
    own = f"2.{PersonKey.objects.get(person=cast.gil).pk.hex}."
    assert all(own in str(list(row.data.values())) for row in Authenticator.objects.all()), "under the own key"


def test_a_secret_that_was_moved_to_another_account_opens_nothing(cast):
    """Whoever can write to the database could else let the own app open somebody else's account."""
    mine, _theirs = App(cast.ana), App(cast.gil)
    Authenticator.objects.filter(user=cast.gil, type="totp").update(data=mine.factor.data)
    with pytest.raises(encryption.CannotOpen):
        factors.unseal(cast.gil, mine.factor.data["secret"])
    theirs = PersonKey.objects.get(person=cast.gil).pk.hex
    forged = f"2.{theirs}." + mine.factor.data["secret"].rpartition(".")[2]
    with pytest.raises(encryption.CannotOpen):
        factors.unseal(cast.gil, forged)
    client = Client()
    give_password(client, "gil")
    got = give_code(client, mine.code())
    assert got.status_code == 200
    assert "That code is not right" in got.content.decode()
    assert not is_signed_in(client)


def test_nobody_reads_a_secret_outside_of_a_sign_in(rf, cast):
    request = rf.get("/")
    request.session, request.user = {}, type("Nobody", (), {"is_authenticated": False})()
    with context.request_context(request), pytest.raises(encryption.CannotOpen):
        factors.Adapter().decrypt(App(cast.ana).factor.data["secret"])


def test_an_app_shows_the_sign_in_name_and_the_address_only(cast, client):
    cast.ana.email = "ana@example.org"
    cast.ana.save()
    give_password(client, "ana")
    url = client.get(reverse("mfa_activate_totp")).context["url"]
    assert url.startswith("otpauth://totp/ana?secret=")
    assert url.endswith("&issuer=testserver")


# --- the operator's way back in -------------------------------------------------------------------------------------


def reset(name: str) -> str:
    said = StringIO()
    call_command("reset_second_factor", name, stdout=said)
    return said.getvalue()


def test_the_operator_takes_a_lost_phone_away(cast, mailoutbox):
    app, client = App(cast.gil), Client()
    give_password(client, "gil")
    give_code(client, app.code())
    assert "all sessions have ended" in reset(" GIL ")
    assert factors.kinds(cast.gil) == set()
    assert client.get("/facilitate/").status_code == 302
    assert not is_signed_in(client)
    event = AuditEvent.objects.get(action="second-step-reset")
    assert (event.by, event.about, event.detail) == (None, cast.gil, {"factors": 1})
    again = Client()
    give_password(again, "gil")
    assert again.get("/facilitate/")["Location"] == reverse("second_step")


def test_there_is_nothing_to_take_away_from_nobody(cast):
    with pytest.raises(CommandError, match="Nobody has"):
        reset("nobody")
    with pytest.raises(CommandError, match="no second step"):
        reset("gil")
    assert not AuditEvent.objects.filter(action="second-step-reset").exists()
