"""The operator ends the sessions of one account or of all, and all else stays as it is."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from learners.models import AuditEvent, SignIn
from tests.factories.people import person
from tests.learners.entrance.keys import give_password, is_signed_in

pytestmark = pytest.mark.django_db


def end(*what: str) -> str:
    call_command("end_sessions", *what, stdout=(said := StringIO()))
    return said.getvalue()


@pytest.fixture
def two() -> dict[str, Client]:
    clients = {name: Client() for name in ("ana", "ben")}
    for name, client in clients.items():
        person(name)
        give_password(client, name)
    return clients


def test_of_one_person_and_of_no_other(two):
    assert "1 sessions" in end(" ANA ")
    assert not is_signed_in(two["ana"])
    assert is_signed_in(two["ben"])
    event = AuditEvent.objects.get(action="session-ended")
    assert (event.by, event.about.sign_in_name, event.detail) == (None, "ana", {"sessions": 1})
    give_password(two["ana"], "ana")
    assert is_signed_in(two["ana"]), "the password is still the same"


def test_of_everybody(two):
    assert "Everybody signs in again" in end("--all")
    assert not any(is_signed_in(client) for client in two.values())
    assert not Session.objects.exists()
    assert not SignIn.objects.exists()
    assert AuditEvent.objects.filter(action="session-ended", by=None).count() == 2


def test_somebody_or_everybody_must_be_said():
    with pytest.raises(CommandError, match="Nobody has"):
        end("nobody")
    with pytest.raises(CommandError):
        end()
