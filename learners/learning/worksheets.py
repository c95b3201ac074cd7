"""Writing on a worksheet. What a person writes is sealed; the row says only when and in which version."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from courses.map import ModuleOutline
from learners.learning.progress import Recorder, recording
from learners.models import Enrolment, EntrySideNote, LearningEvent, ModuleProgress, WorksheetEntry
from learners.safekeeping import person_keys
from learners.safekeeping.person_keys import PersonCipher

Kind = LearningEvent.Kind
EVENT_EVERY = timedelta(minutes=1)  # a person who types makes many saves; one event a minute tells enough


class NewerElsewhere(Exception):
    """Another device saved after this page was loaded. What arrived here is kept beside the entry."""

    def __init__(self, entry: WorksheetEntry) -> None:
        super().__init__()
        self.entry = entry


# --- questions ------------------------------------------------------------------------------------------------------


def entry_of(enrolment: Enrolment, module_key: UUID) -> WorksheetEntry | None:
    entry = WorksheetEntry.objects.filter(enrolment=enrolment, module_key=module_key).first()
    if entry is not None:
        entry.enrolment = enrolment
    return entry


def values_of(entry: WorksheetEntry | None, key: PersonCipher | None = None) -> dict[str, Any]:
    """Field id -> value; empty before the first save. One query, none with the person's `key` at hand. Raises
    encryption.CannotOpen.
    """
    if entry is None:
        return {}
    key = key or person_keys.opened(entry.enrolment.person_id)
    return json.loads(key.unseal(entry.sealed, bound_to=binding(entry)))


def side_note_values(note: EntrySideNote, key: PersonCipher | None = None) -> dict[str, Any]:
    """As `values_of`."""
    key = key or person_keys.opened(note.entry.enrolment.person_id)
    return json.loads(key.unseal(note.sealed, bound_to=binding(note)))


# --- deeds ----------------------------------------------------------------------------------------------------------


def save(
    enrolment: Enrolment, module: ModuleOutline, values: dict[str, Any], *, version: int, now: datetime
) -> WorksheetEntry:
    """Keep the whole sheet. `version` is the one the page was loaded with, 0 for a new sheet. One query for the key.

    The same values again change nothing. Raises NewerElsewhere when the stored version is newer and differs.
    """
    with recording(enrolment, module.key, now=now) as recorder:
        key = person_keys.of(enrolment.person_id)
        entry = (
            WorksheetEntry.objects.select_for_update(no_key=True)
            .filter(enrolment=enrolment, module_key=module.key)
            .first()
        )
        if entry is None:
            entry = WorksheetEntry(enrolment=enrolment, module_key=module.key, version=0)
        elif values_of(entry, key) == values:
            return entry
        elif entry.version != version:
            _keep_beside(entry, values, key, now)
            version = -1
        if version != -1:
            _write(entry, module, values, key, now)
            _note_save(recorder, now)
    if version == -1:
        raise NewerElsewhere(entry)
    return entry


def finish(enrolment: Enrolment, module: ModuleOutline, *, how: str, now: datetime) -> ModuleProgress | None:
    """The person says the worksheet is done: `how` is "here", "on-paper" or "talked"."""
    with recording(enrolment, module.key, now=now) as recorder:
        if recorder.row is None or recorder.row.worksheet_finished_at is None:
            recorder.add(Kind.WORKSHEET_FINISHED, how=how)
        recorder.complete_if_done(module)
    return recorder.row


def _write(
    entry: WorksheetEntry, module: ModuleOutline, values: dict[str, Any], key: PersonCipher, now: datetime
) -> None:
    entry.edition_id = module.edition_id
    entry.version += 1
    entry.saved_at = now
    entry.sealed = key.seal(json.dumps(values), bound_to=binding(entry))
    entry.save()


def _keep_beside(entry: WorksheetEntry, values: dict[str, Any], key: PersonCipher, now: datetime) -> None:
    """Once: a page that sends the same text again, because its answer was lost, adds nothing."""
    if any(side_note_values(note, key) == values for note in entry.side_notes.all()):
        return
    note = EntrySideNote(entry=entry, at=now)
    note.sealed = key.seal(json.dumps(values), bound_to=binding(note))
    note.save()


def _note_save(recorder: Recorder, now: datetime) -> None:
    saved = recorder.row.worksheet_saved_at if recorder.row else None
    if saved is None or now - saved > EVENT_EVERY:
        recorder.add(Kind.WORKSHEET_SAVED)


def binding(row: WorksheetEntry | EntrySideNote) -> str:
    return f"{row._meta.label_lower}.sealed:{row.pk}"
