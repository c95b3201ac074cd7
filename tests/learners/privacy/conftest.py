"""Petra's browser at the privacy desk, and what lies on it; Ana and Ben, about each of whom everything is stored that
can be.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client

from learners.learning import attempts
from learners.models import RoleGrant, User
from learners.safekeeping import notes, sharing
from tests.factories.people import Cast, make_cast, person
from tests.learners.papers import Papers, just_signed_in, make_papers
from tests.learners.privacy import scene


def browser(who: User, *, recently: bool = True) -> Client:
    """Signed in with both steps; `recently`: just now."""
    client = Client()
    client.force_login(who)
    if recently:
        just_signed_in(client, who)
    return client


def text(answer) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def cast(program, now) -> Cast:
    """They came two months ago."""
    return make_cast(program.program_key, starts_on=(now - timedelta(days=60)).date())


@pytest.fixture
def full(cast, module, fields, now) -> Cast:
    for learns, by, other in (
        (cast.ana_learns, cast.gil, cast.fay),
        (cast.ben_learns, cast.hana, cast.finn),
    ):
        scene.fill(cast, learns, module, fields, by=by, other=other, now=now)
    for one in (cast.ana, cast.ben):
        one.refresh_from_db()
    return cast


@pytest.fixture
def officer(cast, now) -> User:
    olivia = person("olivia")
    RoleGrant.objects.create(person=olivia, role=RoleGrant.Role.PRIVACY_OFFICER, granted_at=now)
    return olivia


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
        just_signed_in(client, getattr(cast, name))
    return found


@pytest.fixture
def tried(cast, module, now):
    """Ben has handed in a check-in, a facilitator wrote a note about him, and he shows a sheet to his group."""
    notes.write(cast.ben_learns, "NOTED about Ben", by=cast.hana, now=now)
    sharing.share(cast.ben_learns, module.key, now=now)
    return attempts.submit(attempts.start(cast.ben_learns, module, now=now), module, now=now)
