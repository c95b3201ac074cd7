"""Reaching into the audit log as somebody could who has the database file or its password: raw SQL, guards lifted."""

import io
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms import append_only
from learners.safekeeping import chain, verifying

NOW = timezone.now().replace(microsecond=123456)
KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
OTHER_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="


def settle():
    """What happens at a commit happens now: on PostgreSQL the links are made then."""
    connection.check_constraints()


@contextmanager
def guards_lifted():
    settle()
    with append_only.lifted(connection):
        yield
        settle()


def run(sql, *values):
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def found(*marks):
    return verifying.walk(marks).bad


def verify(*arguments):
    said = io.StringIO()
    call_command("audit_verify", *arguments, stdout=said, stderr=said)
    return said.getvalue()


@contextmanager
def without_foreign_keys():
    settle()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def run_unchecked(sql, *values):
    """Leaves a dangling link behind, which Django would find at the end of the test: `restore` it."""
    lifted = append_only.lifted(connection) if connection.vendor == "sqlite" else without_foreign_keys()
    with lifted, connection.cursor() as cursor:
        cursor.execute(sql, values)


def restore(event):
    chain.remove(connection)
    event.save(force_insert=True)
    chain.install(connection)
