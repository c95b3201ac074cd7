"""The database links each audit event to those before it, in the order in which they were committed."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from learners.models import AuditEvent, AuditLink
from learners.safekeeping import audit, chain, verifying
from tests.learners.safekeeping.past_the_house import NOW, found, run, settle, verify

pytestmark = pytest.mark.django_db
PINNED = "0309e2aac2f55c9ce2b670753a3421a310e278308a17b271da9cd5a3123420e2"


def test_the_database_links_every_event_in_order(ten):
    links = list(AuditLink.objects.order_by("number"))
    assert [link.number for link in links] == list(range(1, 11))
    assert [link.event_id for link in links] == [event.pk for event in ten]
    assert links[0].before == ""
    for before, link, event in zip([None, *links], links, ten, strict=False):
        assert link.before == (before.hash if before else "")
        assert link.hash == chain.link_hash(link.number, link.before, event.digest)
    assert found() is None
    assert verify().endswith("10 events are as they were written; 0 checkpoints agree.\n")


def test_many_at_once_are_linked_in_their_order(ten, olga):
    audit.note_many([audit.event("person-read", by=olga, now=NOW, n=n) for n in range(2500)])
    settle()
    walked = verifying.walk()
    assert (walked.links, walked.bad) == (2510, None)
    newest = AuditLink.objects.select_related("event").order_by("-number").first()
    assert newest.event.detail == {"n": 2499}


def test_what_is_rolled_back_leaves_no_link(ten, olga):
    with transaction.atomic():
        audit.note("person-read", by=olga, now=NOW)
        transaction.set_rollback(True)
    audit.note("person-read", by=olga, now=NOW)
    settle()
    walked = verifying.walk()
    assert (walked.links, walked.bad) == (11, None)


def test_an_event_without_its_digest_is_refused(olga):
    bare = AuditEvent(action="person-read", at=NOW, by=olga)
    with pytest.raises(DatabaseError, match="without its digest"), transaction.atomic():
        stored(bare)


def test_a_digest_is_the_same_after_the_database_held_the_event(olga):
    detail = {"z": 1, "a": [1, "two", None], "day": "2026-11-28", "words": "naïve — “quoted” ☃"}
    row = audit.note("person-read", by=olga, now=NOW, about=olga, reason="a-word", **detail)
    assert audit.digest_of(AuditEvent.objects.get(pk=row.pk)) == row.digest
    no_one = audit.note("person-read", by=None, now=NOW.replace(microsecond=0))
    assert audit.digest_of(AuditEvent.objects.get(pk=no_one.pk)) == no_one.digest


COLUMNS = {
    "at": NOW,
    "by_id": 1,
    "action": "a",
    "about_id": 2,
    "enrolment_id": 3,
    "cohort_id": 4,
    "detail": {},
    "reason": "",
}
OTHERWISE = {"at": NOW + timedelta(microseconds=1), "action": "b", "detail": {"n": 1}, "reason": "x"}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_digest_covers_every_column(column):
    assert set(COLUMNS) == {field.attname for field in AuditEvent._meta.concrete_fields} - {"id", "digest"}
    other = {column: OTHERWISE.get(column, 9)}
    assert chain.digest(**COLUMNS) != chain.digest(**{**COLUMNS, **other})


def test_a_digest_stays_what_it_was():
    """The chains of real sites hang on it."""
    said = {**COLUMNS, "at": datetime(2026, 11, 28, 18, 51, 15, 7, tzinfo=UTC), "detail": {"b": 1, "a": "é"}}
    assert chain.digest(**said) == PINNED


def stored(event):
    event.save(force_insert=True)
    settle()


def test_events_of_before_are_linked_by_the_migration(ten, monkeypatch):
    migration = import_module("learners.migrations.0011_chain")
    monkeypatch.setattr(migration, "AT_ONCE", 3)
    editor = SimpleNamespace(connection=connection)  # a real one wants no transaction around it
    migration.unlink(apps, editor)
    assert not AuditLink.objects.exists()
    run(f"UPDATE {chain.EVENTS} SET digest = ''")  # noqa: S608
    migration.link_those_of_before(apps, editor)
    assert found() is None
    assert list(AuditLink.objects.order_by("number").values_list("event_id", flat=True)) == [row.pk for row in ten]
    assert chain.is_installed(connection)
