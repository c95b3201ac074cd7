"""Petra's browser at the privacy desk, and what lies on it."""

import re
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from learners.entrance.recent import WHOSE
from learners.models import User
from tests.learners.papers import Papers, make_papers


def browser(person: User, *, recently: bool = True) -> Client:
    """Signed in with both steps; `recently`: just now."""
    client = Client()
    client.force_login(person)
    if recently:
        session = client.session
        session[WHOSE] = str(person.pk)
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
        session.save()
    return client


def text(answer) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def petra(cast) -> Client:
    return browser(cast.petra)


@pytest.fixture
def papers(cast, now) -> Papers:
    return make_papers(cast, now=now)
