"""Staff notes: sealed, only added, and never empty."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from learners.models import AuditEvent, StaffNote
from learners.safekeeping import encryption, notes, person_keys

pytestmark = pytest.mark.django_db


def test_a_note_is_sealed_and_leaves_an_audit_event_without_its_words(cast, now):
    note = notes.write(cast.ana_learns, "  Asked about rides. ", by=cast.gil, now=now)
    assert notes.of(cast.ana_learns) == [(note, "Asked about rides.")]
    assert "rides" not in note.sealed
    event = AuditEvent.objects.get(action="note-written")
    assert (event.by, event.enrolment, event.detail) == (cast.gil, cast.ana_learns, {"note": str(note.pk)})


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_note_is_refused(cast, now, text):
    with pytest.raises(ValidationError):
        notes.write(cast.ana_learns, text, by=cast.gil, now=now)
    assert not StaffNote.objects.exists()


def test_a_note_moved_to_another_row_does_not_open(cast, now):
    note = notes.write(cast.ana_learns, "For Ana only.", by=cast.gil, now=now)
    other = StaffNote(enrolment=cast.ben_learns, sealed=note.sealed, by=cast.gil, at=now)
    with pytest.raises(encryption.CannotOpen):
        notes.text_of(other)
    with pytest.raises(encryption.CannotOpen):
        notes.text_of(other, person_keys.opened(cast.ana.pk))


def test_the_database_refuses_to_change_or_delete_a_note(cast, now):
    note = notes.write(cast.ana_learns, "Kept.", by=cast.gil, now=now)
    for change in (lambda: StaffNote.objects.update(sealed=""), note.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
