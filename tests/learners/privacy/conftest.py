"""Ana and Ben, about each of whom everything is stored that can be."""

from datetime import timedelta

import pytest

from learners.models import RoleGrant, User
from tests.factories.people import Cast, make_cast, person
from tests.learners.privacy import scene


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
