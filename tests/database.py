"""The test database in known states: as migrations leave it, with the small program of the factories, and with public
pages and our curriculum loaded. Making one costs seconds, once in a process; coming back to it costs milliseconds.

Django empties the tables after a test that commits, also of what migrations made (root page, site, locale, groups).
Here the state from before is put back instead, within milliseconds on SQLite.
"""

import sqlite3
import time
from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from cms import append_only
from learners.safekeeping import chain
from tests import kept_database

MIGRATED, SMALL, CURRICULUM, WORLD = "migrated", "small", "curriculum", "world"
PATIENCE = 5.0  # seconds that a request of the test server may still hold the database

_saved: dict[str, Any] = {}
_now = MIGRATED


def prepare(settings: dict[str, Any]) -> None:
    """Before Django makes the test database: SQLite in memory, and no need to migrate what is kept."""
    if "sqlite" in settings["ENGINE"]:
        settings["TEST"]["NAME"] = ":memory:"
        settings["TEST"]["MIGRATE"] = not kept_database.is_there()


def begin() -> None:
    """Remember the state after the migrations, and put back what was there after each test that commits."""
    if connection.vendor == "sqlite":
        _read_or_keep()
    _saved[MIGRATED] = _take(MIGRATED)
    TransactionTestCase._fixture_teardown = lambda self: _put_back(_saved[_now])


def _read_or_keep() -> None:
    connection.ensure_connection()
    if connection.settings_dict["TEST"]["MIGRATE"]:
        kept_database.write(connection.connection)
    else:
        kept_database.read_into(connection.connection)
        ContentType.objects.clear_cache()


def be(state: str) -> None:
    """Bring the database into a state, outside of transactions. Making one costs seconds, once in a process."""
    global _now
    if state == _now:
        return
    if state in _saved:
        _put_back(_saved[state])
    else:
        _put_back(_saved[MIGRATED])
        MADE_BY[state]()
        _saved[state] = _take(state)
    _now = state


def _make_small_program() -> None:
    from tests.factories import courses

    courses.program()


def _load_curriculum() -> None:
    for command in ("load_public_pages", "load_curriculum"):
        call_command(command, verbosity=0)


def _make_world() -> None:
    from tests.learners import world

    _make_small_program()
    world.remember()


MADE_BY = {SMALL: _make_small_program, CURRICULUM: _load_curriculum, WORLD: _make_world}


def state_for(fixtures: Collection[str]) -> str:
    """The state that a test with these fixtures begins in."""
    if "world" in fixtures:
        return WORLD
    if "curriculum" in fixtures:
        return CURRICULUM
    return SMALL if "program_page" in fixtures else MIGRATED


def _take(state: str) -> Any:
    """A copy: another database in memory, or on a server another schema."""
    if connection.vendor != "sqlite":
        return _copy_tables(f"kept_{state}")
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)
    return copy


def _put_back(saved: Any) -> None:
    if connection.vendor == "sqlite":
        _overwrite(saved, until=time.monotonic() + PATIENCE)
    else:
        _refill(saved)


def _overwrite(saved: sqlite3.Connection, until: float) -> None:
    connection.ensure_connection()
    while True:
        try:
            return saved.backup(connection.connection)
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _copy_tables(schema: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"')
    return schema


def _refill(schema: str) -> None:
    """The append-only tables refuse to be emptied, so their guards are away for that moment. Sequences go on."""
    lifted = append_only.lifted(connection), chain.lifted(connection)
    with lifted[0], lifted[1], transaction.atomic(), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table in tables:  # in any order: foreign keys are checked at the end
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {schema}."{table}"')  # noqa: S608
