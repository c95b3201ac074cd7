"""Notes that facilitators keep about a person. Sealed; only added, never changed."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from learners.models import Enrolment, StaffNote, User
from learners.safekeeping import audit, encryption, person_keys
from learners.safekeeping.person_keys import PersonCipher

LONGEST = 2000  # characters

# --- questions ------------------------------------------------------------------------------------------------------


def of(enrolment: Enrolment) -> list[tuple[StaffNote, str]]:
    """Newest first, each with its text. Two queries, one where there is none. Raises encryption.CannotOpen."""
    notes = list(_newest_first(enrolment))
    key = person_keys.opened(enrolment.person_id) if notes else None
    return [(note, text_of(note, key)) for note in notes if key]


def readable(enrolment: Enrolment) -> list[tuple[StaffNote, str]]:
    """As `of`, but one that cannot be opened does not keep the others away: its text is empty."""
    notes = list(_newest_first(enrolment))
    keys = person_keys.opened_many([enrolment.person_id]) if notes else {}
    return [(note, _text_or_nothing(note, keys.get(enrolment.person_id))) for note in notes]


def text_of(note: StaffNote, key: PersonCipher | None = None) -> str:
    """One query, none with the participant's `key` at hand. Raises encryption.CannotOpen."""
    key = key or person_keys.opened(note.enrolment.person_id)
    return key.unseal(note.sealed, bound_to=_binding(note))


def _text_or_nothing(note: StaffNote, key: PersonCipher | None) -> str:
    try:
        return text_of(note, key) if key else ""
    except encryption.CannotOpen:
        return ""


def _newest_first(enrolment: Enrolment) -> QuerySet[StaffNote]:
    return enrolment.staff_notes.select_related("by").order_by("-at", "-pk")


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def write(enrolment: Enrolment, text: str, *, by: User, now: datetime) -> StaffNote:
    text = text.strip()
    if not text:
        raise ValidationError(_("Write a few words first."))
    if len(text) > LONGEST:
        raise ValidationError(_("A note has at most %(most)s characters."), params={"most": LONGEST})
    note = StaffNote(enrolment=enrolment, by=by, at=now)
    note.sealed = person_keys.of(enrolment.person_id).seal(text, bound_to=_binding(note))
    note.save(force_insert=True)
    audit.note("note-written", by=by, now=now, enrolment=enrolment, note=str(note.pk))
    return note


def _binding(note: StaffNote) -> str:
    return f"{note._meta.label_lower}.sealed:{note.pk}"
