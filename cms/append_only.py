"""Tables that only grow: the database itself refuses to change or delete a row, whatever the code above it tries.

For SQLite and PostgreSQL. A table that is rebuilt by a later migration (SQLite does so for most changes) loses its
triggers: call `protect` again in that migration; a test compares `tables` with what the models promise.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import migrations

PREFIX = "append_only_"
SAID = "rows of %s are never changed or deleted"

FUNCTION = """
CREATE OR REPLACE FUNCTION append_only_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def protect(table: str, forgettable: Iterable[str] = ()) -> migrations.RunPython:
    """A migration operation. `forgettable` columns may be set to NULL, as a person's id is when the account goes."""
    columns = tuple(forgettable)
    return migrations.RunPython(
        lambda apps, editor: install(editor.connection, table, columns),
        lambda apps, editor: remove(editor.connection, table),
    )


def install(connection: Any, table: str, forgettable: Iterable[str] = ()) -> None:
    """Put the triggers on a table, in place of those that it may have."""
    remove(connection, table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for statement in _statements(connection, table, set(forgettable)):
            cursor.execute(statement)


def remove(connection: Any, table: str) -> None:
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        for trigger in _triggers(connection).get(table, ()):
            on = f" ON {name(table)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name(trigger)}{on}")


def tables(connection: Any) -> list[str]:
    """Every table that is protected in this database. One query."""
    return sorted(_triggers(connection))


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """For test databases, which are emptied between tests: take all triggers off, and put the same ones back."""
    definitions = _definitions(connection)
    for table in tables(connection):
        remove(connection, table)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for definition in definitions:
                cursor.execute(definition)


def _statements(connection: Any, table: str, forgettable: set[str]) -> Iterator[str]:
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    fixed = ", ".join(name(column) for column in columns if column not in forgettable)
    yield _trigger(connection, table, "update", f"UPDATE OF {fixed}")
    for column in sorted(forgettable):
        when = f"WHEN (NEW.{name(column)} IS NOT NULL)"
        yield _trigger(connection, table, f"update_{column}", f"UPDATE OF {name(column)}", when)
    yield _trigger(connection, table, "delete", "DELETE")
    if connection.vendor == "postgresql":
        yield _trigger(connection, table, "truncate", "TRUNCATE")


def _trigger(connection: Any, table: str, suffix: str, event: str, when: str = "") -> str:
    name = connection.ops.quote_name
    head = f"CREATE TRIGGER {name(f'{PREFIX}{table}_{suffix}'[:63])} BEFORE {event} ON {name(table)}"
    if connection.vendor == "postgresql":
        each = "STATEMENT" if event == "TRUNCATE" else "ROW"
        return f"{head} FOR EACH {each} {when} EXECUTE FUNCTION append_only_refuse()"
    return f"{head} FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{SAID % table}'); END"


def _triggers(connection: Any) -> dict[str, list[str]]:
    """Table -> names of its triggers."""
    found: dict[str, list[str]] = {}
    for table, trigger, _ in _rows(connection):
        found.setdefault(table, []).append(trigger)
    return found


def _definitions(connection: Any) -> list[str]:
    return [definition for _, _, definition in _rows(connection)]


def _rows(connection: Any) -> list[tuple[str, str, str]]:
    sql = (
        "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND t.tgname LIKE %s ORDER BY 1, 2"
        if connection.vendor == "postgresql"
        else "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ORDER BY 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [PREFIX + "%"])
        return cursor.fetchall()
