"""Petra's browser at the privacy desk, and what lies on it."""

import re

import pytest
from django.test import Client

from learners.learning import attempts
from learners.models import User
from learners.safekeeping import notes, sharing
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


@pytest.fixture
def browsers(cast):
    User.objects.filter(pk=cast.petra.pk).update(email="petra@example.org")
    found = {name: Client() for name in ("ana", "ben", "fay", "gil", "hana", "ivo", "mia", "petra", "amir", "olga")}
    for name, client in found.items():
        client.force_login(getattr(cast, name))
    return found


@pytest.fixture
def tried(cast, module, now):
    """Ben has handed in a check-in, a facilitator wrote a note about him, and he shows a sheet to his group."""
    notes.write(cast.ben_learns, "NOTED about Ben", by=cast.hana, now=now)
    sharing.share(cast.ben_learns, module.key, now=now)
    return attempts.submit(attempts.start(cast.ben_learns, module, now=now), module, now=now)
