"""The way in with a code: signed in at once, and nothing to learn from a code that does not open."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.entrance import idle, invitations
from learners.models import Invitation
from tests.house import tree
from tests.learners.entrance.keys import App
from tests.learners.people.test_coming_in import statements

pytestmark = pytest.mark.django_db
NEW = "four calm words here"


@pytest.fixture
def code(cast, now) -> str:
    return invitations.make(cast.ana, way="slip", by=cast.gil, now=now)


def welcome(client: Client, code: str, password: str = NEW, again: str | None = None, **more):
    data = {"code": code, "password1": password, "password2": password if again is None else again, **more}
    return client.post(reverse("welcome"), data)


def test_a_code_signs_in_and_brings_home(client, cast, code):
    answer = welcome(client, code, shared_device="on")
    assert answer["Location"] == reverse("start")
    assert client.session["_auth_user_id"] == str(cast.ana.pk)
    assert client.session[idle.MINUTES] == 10
    assert "sign in with the name ana" in client.get(reverse("plan")).content.decode()
    cast.ana.refresh_from_db()
    assert cast.ana.check_password(NEW)


def test_a_code_of_staff_is_no_way_round_a_persons_second_step(client, cast, code):
    App(cast.ana)
    answer = welcome(client, code)
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/learn/")["Location"].startswith("/accounts/login/")


def test_other_sessions_of_the_account_end(client, ana, code):
    assert ana.get(reverse("plan")).status_code == 200
    welcome(client, code)
    assert ana.get(reverse("plan")).status_code == 302


def test_somebody_else_on_the_same_tablet_is_signed_out(cast, code):
    tablet = Client()
    tablet.force_login(cast.ben)
    welcome(tablet, code)
    assert tablet.session["_auth_user_id"] == str(cast.ana.pk)


def bad_codes(cast, code, now) -> dict[str, str]:
    """Every way in which a code does not open."""
    used = invitations.make(cast.ben, way="slip", by=cast.hana, now=now)
    invitations.accept(invitations.usable(used, now=now), NEW, now=now)
    ended = invitations.make(cast.finn, way="slip", by=cast.gil, now=now)
    invitations.make(cast.finn, way="slip", by=cast.gil, now=now)
    old = invitations.make(cast.fay, way="slip", by=cast.gil, now=now)
    Invitation.objects.filter(person=cast.fay).update(expires_at=now - timedelta(seconds=1))
    closed = invitations.make(cast.cara, way="slip", by=cast.mia, now=now)
    type(cast.cara).objects.filter(pk=cast.cara.pk).update(is_active=False)
    return {"unknown": "ABCD-EFGH-JKMN", "used": used, "ended": ended, "old": old, "closed": closed}


def without_what_differs(page, code: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode().replace(code, ""))


def test_codes_that_do_not_open_cannot_be_told_apart(cast, code, now, monkeypatch):
    """The same status, headers, page, queries and number of password hashes."""
    hashed = []
    real = hashers.make_password
    monkeypatch.setattr("learners.views.welcome.make_password", lambda password: hashed.append(1) or real(password))
    seen = []
    welcome(Client(), "WARM-WARM-WARM")
    for bad in bad_codes(cast, code, now).values():
        hashed.clear()
        with CaptureQueriesContext(connection) as captured:
            answer = welcome(Client(), bad)
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        seen.append((answer.status_code, headers, without_what_differs(answer, bad), statements(captured), len(hashed)))
    assert seen[0][0] == 422
    assert seen[0][4] == 1
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize(("password", "again"), [("short", None), (NEW, "another calm one")])
def test_a_password_that_will_not_do_is_told_whatever_the_code(client, code, cast, password, again):
    pages = [without_what_differs(welcome(client, one, password, again), one) for one in (code, "ABCD-EFGH-JKMN")]
    assert pages[0] == pages[1]
    assert invitations.usable(code, now=Invitation.objects.get().made_at), "the code is still good"


def test_a_password_like_the_own_name_will_not_do(client, cast, code):
    type(cast.ana).objects.filter(pk=cast.ana.pk).update(sign_in_name="quiet-river-window-22")
    answer = welcome(client, code, "quiet-river-window-22")
    assert answer.status_code == 422
    assert "too similar" in answer.content.decode()


def test_a_whole_clinic_behind_one_address_comes_in_and_guessing_does_not(client):
    statuses = [welcome(client, "ABCD-EFGH-JKMN", "short").status_code for _ in range(61)]
    assert statuses[:60] == [422] * 60
    assert statuses[60] == 429


def test_the_code_reaches_no_address_no_session_and_no_log(client, cast, code, caplog):
    caplog.set_level("DEBUG")
    answer = welcome(client, code)
    assert code not in answer["Location"]
    assert code not in str(dict(client.session)) + caplog.text
    assert "no-store" in client.get(reverse("welcome"))["Cache-Control"]


@pytest.mark.parametrize(
    "data", [{}, {"code": "x" * 10_000}, {"code": "\x00", "password1": "\x00", "password2": "\x00"}]
)
def test_anything_posted_gets_a_clear_no(client, data):
    assert client.post(reverse("welcome"), data).status_code == 422


def test_the_script_of_the_page_sends_nothing_anywhere():
    source = tree.read(tree.ROOT / "cms/static/groundwork/js/code.js")
    assert "fetch" not in source
    assert "replaceState" in source
