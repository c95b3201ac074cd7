"""What all tests share: quick passwords, a database in a known state, nothing kept in memory, and a browser."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings

from cms import site
from tests import chromium, database
from tests.factories import people

BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever drives a browser is marked so; these tests run one at a time, after the others."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A test of the real hash asks for it: `settings.PASSWORD_HASHERS = cms.settings.PASSWORD_HASHERS`."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _second_step_given() -> Iterator[None]:
    """`client.force_login(person)` stands for all that signing in takes; `sign_in(..., second_step=False)` of
    tests/factories/people.py leaves the second step out.
    """
    plain = Client.force_login

    def force_login(client: Client, user: Any, backend: str | None = None) -> None:
        plain(client, user, backend)
        people.prove(client)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Client, "force_login", force_login)
        yield


# --- database -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _prepared() -> None:
    database.prepare(connections["default"].settings_dict)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(_prepared: None, django_db_modify_db_settings_xdist_suffix: None) -> None:
    """On a database server each worker gets a database of its own; those in memory are that anyway."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        database.begin()


@pytest.fixture
def _known_state(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """Before the test's own transaction begins."""
    with django_db_blocker.unblock():
        database.be(database.state_for(request.fixturenames))
        _forget()


@pytest.fixture
def _django_db_helper(_known_state: None, _django_db_helper: None) -> None:
    """pytest-django's own, after the known state."""


@pytest.fixture
def program_page(db: None) -> Any:
    """The small program of the factories is there: see tests/database.py."""
    from courses.models import ProgramPage

    return ProgramPage.objects.get()


@pytest.fixture
def curriculum(db: None) -> Any:
    """The public pages and our modules are loaded; their outline."""
    from courses import outline

    return outline.get(outline.program_keys()[0])


@pytest.fixture
def cast(curriculum: Any) -> Any:
    """Everybody, enrolled in our curriculum today: see tests/factories/people.py."""
    return people.make_cast(curriculum.program_key)


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """All principals, signed in, and something of each kind to try: see tests/learners/world.py. No log of it."""
    from tests.learners import world as worlds

    world = worlds.remembered()
    worlds.sign_everybody_in(world)
    log = logging.getLogger("django.request")
    log.disabled = True  # thousands of lines about what was refused
    yield world
    log.disabled = False


def _forget() -> None:
    """What this process holds of the rows of another test."""
    from courses import cards, editions, guides

    cache.clear()
    site.forget()
    editions.get.cache_clear()
    for kept in (cards._rendered, cards._whole, guides._guide, guides._reviews):
        kept.cache_clear()


# --- browser --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not chromium.find():
        (pytest.fail if chromium.required() else pytest.skip)(chromium.missing())
    return {**browser_type_launch_args, **chromium.launch_options()}
