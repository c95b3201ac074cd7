"""Petra's browser at the privacy desk, and what lies on it."""

import re

import pytest
from django.test import Client

from learners.models import User
from tests.learners.papers import Papers, just_signed_in, make_papers


def browser(person: User, *, recently: bool = True) -> Client:
    """Signed in with both steps; `recently`: just now."""
    client = Client()
    client.force_login(person)
    if recently:
        just_signed_in(client, person)
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
