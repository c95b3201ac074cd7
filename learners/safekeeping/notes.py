"""Notes that facilitators keep about a person. Sealed; only added, never changed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.models import Enrolment, StaffNote, User
from learners.safekeeping import audit, encryption

LONGEST = 2000  # characters

# --- questions ------------------------------------------------------------------------------------------------------


def of(enrolment: Enrolment) -> list[tuple[StaffNote, str]]:
    """Newest first, each with its text. One query. Raises encryption.CannotOpen."""
    notes = enrolment.staff_notes.select_related("by").order_by("-at", "-pk")
    return [(note, text_of(note)) for note in notes]


def readable(enrolment: Enrolment) -> list[tuple[StaffNote, str]]:
    """As `of`, but one that cannot be opened does not keep the others away: its text is empty."""
    found = []
    for note in enrolment.staff_notes.select_related("by").order_by("-at", "-pk"):
        try:
            found.append((note, text_of(note)))
        except encryption.CannotOpen:
            found.append((note, ""))
    return found


def text_of(note: StaffNote) -> str:
    return encryption.unseal(note.sealed, bound_to=_binding(note))


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def write(enrolment: Enrolment, text: str, *, by: User, now: datetime) -> StaffNote:
    text = text.strip()
    if not text:
        raise ValidationError(_("Write a few words first."))
    if len(text) > LONGEST:
        raise ValidationError(_("A note has at most %(most)s characters."), params={"most": LONGEST})
    note = StaffNote(enrolment=enrolment, by=by, at=now)
    note.sealed = encryption.seal(text, bound_to=_binding(note))
    note.save(force_insert=True)
    audit.note("note-written", by=by, now=now, enrolment=enrolment, note=str(note.pk))
    return note


def _binding(note: StaffNote) -> str:
    return f"{note._meta.label_lower}.sealed:{note.pk}"
