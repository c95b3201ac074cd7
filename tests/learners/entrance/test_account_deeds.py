"""What changes an account is posted, by its owner, a moment after saying who it is; pages are only read."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from learners.models import SignIn
from tests.factories.people import sign_in
from tests.learners.entrance.keys import give_password, is_signed_in
from tests.learners.papers import just_signed_in

pytestmark = pytest.mark.django_db
DEEDS = ("account_end_others", "account_end_session", "mfa_download_recovery_codes")
PAGES = ("second_step", "second_step_done", "account_security", "account_sessions")


@pytest.fixture
def ana(cast, client):
    give_password(client, "ana")
    return client


def address(name: str) -> str:
    return reverse(name, args=[SignIn.objects.latest("pk").uid] if name == "account_end_session" else [])


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_is_posted_and_wants_a_proof_that_is_recent(cast, ana, name):
    page = address(name)
    assert ana.get(page).status_code == 405
    without_proof = sign_in(Client(), cast.ana)
    assert without_proof.post(page)["Location"].startswith(reverse("account_reauthenticate"))
    assert Client().post(page)["Location"].startswith("/accounts/login/")
    assert is_signed_in(ana)
    assert is_signed_in(without_proof)


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_on_somebody_elses_page_is_refused(cast, ana, name):
    just_signed_in(ana, cast.ana)
    assert ana.post(address(name), {"owner": str(uuid4())}).status_code == 409


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_nothing(cast, ana, name):
    just_signed_in(ana, cast.ana)
    assert ana.post(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    ("place", "method"),
    [("/certificates/", "put"), ("/welcome/", "put"), ("/welcome/", "delete"), ("/calendar/nobodys.ics", "post")],
)
def test_open_pages_answer_only_what_they_are_for(client, db, place, method):
    assert getattr(client, method)(place).status_code == 405


def test_nobody_starts_anywhere_without_signing_in(client, db):
    assert client.get("/start/")["Location"].startswith("/accounts/login/?next=")
