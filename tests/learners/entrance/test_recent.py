"""Who has proved lately who they are, and what is kept of the proof."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from learners.entrance import recent
from tests.learners.entrance.keys import give_password

pytestmark = pytest.mark.django_db
PROOF = {"method": "password", "at": 1.0, "username": "ana", "email": "ana@example.org", "phone": "+15550100"}


def asked(client: Client, person, method: str = "get"):
    request = getattr(RequestFactory(), method)("/")
    request.session, request.user = client.session, person
    return request


@pytest.fixture
def ana(cast, client, time_machine):
    """Her browser, at the moment in which she gave her password."""
    time_machine.move_to(timezone.now(), tick=False)
    give_password(client, "ana")
    return client


@pytest.mark.parametrize("name", recent.PRIVATE)
def test_a_proof_keeps_its_kind_and_time_and_no_name(cast, client, name):
    client.force_login(cast.ana)
    session = client.session
    session[recent.AUTHENTICATION_METHODS_SESSION_KEY] = [PROOF]
    session[recent.WHOSE] = recent.user_id_to_str(cast.ana)
    session.save()
    (kept,) = recent.proofs(asked(client, cast.ana), cast.ana)
    assert name not in kept
    assert kept == {"method": "password", "at": 1.0}


def test_what_is_kept_of_signing_in_has_no_name(ana, cast):
    (kept,) = ana.session[recent.AUTHENTICATION_METHODS_SESSION_KEY]
    assert set(kept) == {"method", "at"}


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_page_is_opened_in_the_first_quarter_of_an_hour_and_sent_in_the_next(ana, cast, time_machine, method):
    began = timezone.now().timestamp()
    limit = recent.LATELY if method != "post" else recent.LATELY + recent.TO_FINISH
    for seconds, is_recent in ((0, True), (limit - 1, True), (limit, False), (limit + 1, False)):
        time_machine.move_to(began + seconds, tick=False)
        assert recent.is_recent(asked(ana, cast.ana, method)) is is_recent, seconds


def test_the_proof_of_one_is_none_of_somebody_else_and_nobody_has_one(ana, cast):
    assert recent.is_recent(asked(ana, cast.ana))
    assert not recent.is_recent(asked(ana, cast.ben))
    assert not recent.is_recent(asked(ana, AnonymousUser()))
    assert not recent.is_recent(asked(Client(), cast.ana))
