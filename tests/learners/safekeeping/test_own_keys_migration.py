"""Rows of before are sealed anew by the migration, also where nothing may be changed; then the guards are back."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from cms import append_only
from learners.learning import progress, worksheets
from learners.models import AuditEvent, EntrySideNote, MinutesCorrection, PersonKey, StaffNote, StatedReason
from learners.people import enrolments
from learners.planning import assigned, pauses, plan_history
from learners.safekeeping import encryption, notes, person_keys, stated

migration = import_module("learners.migrations.0010_own_keys")
EDITOR = SimpleNamespace(connection=connection)

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(cast, module, now, monkeypatch):
    """As version 9 left it: texts under the field key, reasons in clear, no key of anybody."""
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    ana, gil = cast.ana_learns, cast.gil
    for text in ("first", "second", "third"):
        notes.write(ana, text, by=gil, now=now)
    notes.write(cast.ben_learns, "Ben's", by=gil, now=now)
    worksheets.save(ana, module, {"a": "tablet"}, version=0, now=now)
    with pytest.raises(worksheets.NewerElsewhere):
        worksheets.save(ana, module, {"a": "phone"}, version=0, now=now)
    pauses.pause(ana, first=cast.morning.today(now), reason="Away", by=gil, now=now)
    progress.excuse(ana, module.key, reason="Ill", by=gil, now=now)
    enrolments.open_through(ana, 2, reason="Early", by=gil, now=now)
    made = MinutesCorrection(enrolment=ana, day=now.date(), minutes=3, by=gil, at=now)
    made.save()
    _undo(cast, made)
    return cast


def _undo(cast, made) -> None:
    with append_only.lifted(connection):
        for model in (worksheets.WorksheetEntry, EntrySideNote, StaffNote):
            for row in model.objects.all():
                text = _opened(row)
                row.sealed = encryption.seal(text, bound_to=migration._bound_to(row))
                row.save()
        cast.ana_learns.pauses.update(sealed_reason="Away")
        MinutesCorrection.objects.filter(pk=made.pk).update(sealed_reason="On paper")
        StatedReason.objects.all().delete()
        PersonKey.objects.all().delete()
        for action, reason in (("excused", "Ill"), ("opened-through", "Early"), ("paused", "Away")):
            AuditEvent.objects.filter(action=action).update(reason=reason)


def _opened(row) -> str:
    learns = row.entry.enrolment if isinstance(row, EntrySideNote) else row.enrolment
    return person_keys.opened(learns.person_id).unseal(row.sealed, bound_to=migration._bound_to(row))


def migrate() -> None:
    migration.lift_guards(apps, EDITOR)
    migration.seal_anew(apps, EDITOR)
    migration.take_reasons_out_of_events(apps, EDITOR)
    for table in migration.GUARDED:
        append_only.install(connection, table)


def test_everything_reads_as_before_under_the_persons_key(before, module, now):
    guarded = append_only.tables(connection)
    migrate()
    ana = before.ana_learns
    assert sorted(text for _, text in notes.of(ana)) == ["first", "second", "third"]
    assert [text for _, text in notes.of(before.ben_learns)] == ["Ben's"]
    assert worksheets.values_of(worksheets.entry_of(ana, module.key)) == {"a": "tablet"}
    assert worksheets.side_note_values(EntrySideNote.objects.get()) == {"a": "phone"}
    reasons = {one.reason for one in plan_history.of(assigned.in_full(ana, now=now))}
    assert reasons >= {"Away", "Ill", "Early"}
    row = MinutesCorrection.objects.get()
    stated.open_on({before.ana.pk: [row]})
    assert row.reason == "On paper"
    assert PersonKey.objects.count() == 2
    assert append_only.tables(connection) == guarded


def test_nothing_stands_in_clear_or_under_the_field_key_afterwards(before):
    migrate()
    assert set(AuditEvent.objects.values_list("reason", flat=True)) == {""}
    for model in (worksheets.WorksheetEntry, EntrySideNote, StaffNote, StatedReason):
        kept = list(model.objects.values_list("sealed", flat=True))
        assert kept
        assert all(text.startswith("2.") for text in kept)
    for model in (MinutesCorrection, type(before.ana_learns.pauses.get())):
        assert all(text.startswith("2.") for text in model.objects.values_list("sealed_reason", flat=True))


def test_the_guards_refuse_again(before):
    migrate()
    for model in (StaffNote, AuditEvent, StatedReason):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.update(**{"reason" if model is AuditEvent else "sealed": "x"})


def test_without_the_key_of_a_text_it_stops_and_says_what_to_do(before, settings):
    settings.FIELD_KEYS = ["new:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="]
    with pytest.raises(encryption.CannotOpen, match="Put all keys into FIELD_KEYS"):
        migrate()


def test_an_empty_database_takes_it(db):
    migrate()
    assert not PersonKey.objects.exists()
