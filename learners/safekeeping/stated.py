"""Why staff did something about a person, in their own words: sealed under the key of that person.

The words stand in the row of the act (`sealed_reason`) or, where an act has no row of its own, beside its audit event
(StatedReason). An audit event itself holds no typed text.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from learners.models import AuditEvent, StatedReason
from learners.safekeeping import person_keys
from learners.safekeeping.encryption import CannotOpen
from learners.safekeeping.person_keys import PersonCipher

# What tells a row from all others, is known before it is stored, and never changes. It is part of what is sealed.
KNOWN_BY = {
    "learners.pause": ("enrolment_id", "at"),
    "learners.planchange": ("enrolment_id", "module_key", "at"),
    "learners.cohortmove": ("enrolment_id", "at"),
    "learners.pathwaychange": ("enrolment_id", "at"),
    "learners.minutescorrection": ("enrolment_id", "day", "at"),
    "learners.attendance": ("enrolment_id", "session_id", "at"),
    "learners.certificate": ("pk",),
}

# --- questions ------------------------------------------------------------------------------------------------------


class Reader:
    """Opens what was stated about some people: one query at the first words that are sealed, whatever their number."""

    def __init__(self, person_ids: Collection[int]) -> None:
        self.person_ids = person_ids

    @cached_property
    def _ciphers(self) -> dict[int, PersonCipher]:
        return person_keys.opened_many(self.person_ids)

    def row(self, row: Any, person_id: int) -> str:
        """Empty where nothing was stated, and where it cannot be opened."""
        return self._open(row.sealed_reason, binding(row), person_id)

    def event(self, event: AuditEvent) -> str:
        """No query where the event was fetched with `stated`."""
        stated = getattr(event, "stated", None)
        return self._open(stated.sealed, binding_beside(event.pk), stated.owner_id) if stated else ""

    def _open(self, sealed: str, bound_to: str, person_id: int) -> str:
        try:
            return self._ciphers[person_id].unseal(sealed, bound_to=bound_to) if sealed else ""
        except (KeyError, CannotOpen):
            return ""


def open_on(rows: Mapping[int, Iterable[Any]]) -> None:
    """Put what was stated on each row, as `reason`. `rows` go by person. One query, none where nothing was stated."""
    reader = Reader(rows.keys())
    for person_id, some in rows.items():
        for row in some:
            row.reason = reader.row(row, person_id)


# --- deeds ----------------------------------------------------------------------------------------------------------


def seal(row: Any, words: str, person_id: int) -> None:
    """Before the row is stored, in the same transaction. One query, none without words."""
    put(row, words, person_keys.of(person_id) if words else None)


def put(row: Any, words: str, key: PersonCipher | None) -> None:
    """As `seal`, with the key at hand. `words` stay on the row, as `reason`."""
    row.sealed_reason = key.seal(words, bound_to=binding(row)) if key and words else ""
    row.reason = words


def beside(event: AuditEvent, words: str, owner_id: int) -> None:
    """Of an act without a row of its own. Two queries, none without words."""
    if words:
        sealed = person_keys.of(owner_id).seal(words, bound_to=binding_beside(event.pk))
        StatedReason.objects.create(event=event, owner_id=owner_id, sealed=sealed)


# --- what is sealed along -------------------------------------------------------------------------------------------


def binding(row: Any) -> str:
    label = row._meta.label_lower
    return f"{label}.sealed_reason:{'/'.join(_fixed(getattr(row, name)) for name in KNOWN_BY[label])}"


def binding_beside(event_id: int) -> str:
    return f"learners.statedreason.sealed:{event_id}"


def _fixed(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
