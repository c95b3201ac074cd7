"""Whatever is done to the audit log past the house is found, and the first row that is not as it was is named."""

# ruff: noqa: S608 — raw SQL is what these tests are about

import json
from datetime import timedelta

import pytest
from django.db import connection

from cms import append_only
from learners.models import AuditEvent
from learners.safekeeping import audit, chain, verifying
from tests.learners.safekeeping.past_the_house import (
    NOW,
    found,
    guards_lifted,
    restore,
    run,
    run_unchecked,
    without_foreign_keys,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "person-looked"),
        ("reason", "another-one"),
        ("detail", '{"n": 99}'),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("by_id", None),
        ("about_id", None),
    ],
)
def test_an_edited_event_is_named(ten, column, value):
    run(f"UPDATE {chain.EVENTS} SET {column} = %s WHERE id = %s", value, ten[4].pk)
    assert found() == verifying.Bad(5, ten[4].pk, "the event was changed.")


def test_a_column_that_cannot_be_read_any_more_is_named_too(ten):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps other values out of its columns")
    run(f"UPDATE {chain.EVENTS} SET at = 'not readable' WHERE id = %s", ten[4].pk)
    assert found() == verifying.Bad(5, ten[4].pk, "the event was changed.")


def test_an_event_that_was_edited_with_its_digest_is_named(ten):
    row = AuditEvent.objects.get(pk=ten[6].pk)
    row.action = "person-looked"
    run(
        f"UPDATE {chain.EVENTS} SET action = %s, digest = %s WHERE id = %s",
        row.action,
        audit.digest_of(row),
        row.pk,
    )
    assert found() == verifying.Bad(7, row.pk, "the link was changed, or stands for another event.")


def test_a_deleted_event_is_named(ten):
    with connection.constraint_checks_disabled() if connection.vendor == "sqlite" else without_foreign_keys():
        run_unchecked(f"DELETE FROM {chain.EVENTS} WHERE id = %s", ten[2].pk)
        assert found() == verifying.Bad(3, ten[2].pk, "the event is missing.")
        restore(ten[2])


@pytest.mark.parametrize("number", [1, 6])
def test_a_deleted_event_and_its_link_are_named(ten, number):
    event = ten[number - 1]
    run(f"DELETE FROM {chain.LINKS} WHERE event_id = %s", event.pk)
    run(f"DELETE FROM {chain.EVENTS} WHERE id = %s", event.pk)
    assert found() == verifying.Bad(number, None, "the link is missing.")


def test_a_deleted_link_is_named(ten):
    run(f"DELETE FROM {chain.LINKS} WHERE number = 4")
    assert found() == verifying.Bad(4, None, "the link is missing.")


def test_a_deleted_link_at_the_end_is_named(ten):
    run(f"DELETE FROM {chain.LINKS} WHERE number = 10")
    assert found() == verifying.Bad(10, ten[9].pk, "the event has no link: it was put in past the chain.")


def test_an_event_put_in_past_the_chain_is_named(ten, olga):
    with guards_lifted(), chain.lifted(connection):
        row = audit.note("person-read", by=olga, now=NOW - timedelta(days=3))
    assert found() == verifying.Bad(11, row.pk, "the event has no link: it was put in past the chain.")


def test_events_that_changed_places_are_named(ten):
    said = "action, at, by_id, about_id, enrolment_id, cohort_id, detail, reason, digest"
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {said} FROM {chain.EVENTS} WHERE id IN (%s, %s) ORDER BY id", [ten[3].pk, ten[7].pk])
        fourth, eighth = cursor.fetchall()
        places = ", ".join(f"{name} = %s" for name in said.split(", "))
        for values, event in ((eighth, ten[3]), (fourth, ten[7])):
            values = [json.dumps(one) if isinstance(one, dict) else one for one in values]
            cursor.execute(f"UPDATE {chain.EVENTS} SET {places} WHERE id = %s", [*values, event.pk])
    assert found() == verifying.Bad(4, ten[3].pk, "the link was changed, or stands for another event.")


def test_links_that_changed_places_are_named(ten):
    with guards_lifted(), connection.cursor() as cursor:
        for old, new in ((4, 99), (5, 4), (99, 5)):
            cursor.execute(f"UPDATE {chain.LINKS} SET number = %s WHERE number = %s", [new, old])
    assert found() == verifying.Bad(4, ten[4].pk, "the link does not follow the one before it.")


@pytest.mark.parametrize(
    ("column", "what"),
    [("hash", "was changed, or stands for another event."), ("before", "does not follow the one before it.")],
)
def test_an_edited_link_is_named(ten, column, what):
    run(f"UPDATE {chain.LINKS} SET {column} = %s WHERE number = 8", "0" * 64)
    assert found() == verifying.Bad(8, ten[7].pk, f"the link {what}")


def test_missing_guards_are_named(ten):
    append_only.remove(connection, chain.EVENTS)
    assert found().what.startswith("the guards of the tables are missing")
    append_only.install(connection, chain.EVENTS)
    assert found() is None
    chain.remove(connection)
    assert found().what.startswith("the guards of the tables are missing")
    chain.install(connection)
