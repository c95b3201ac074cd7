"""Seals what belongs to one person under that person's own key, so that destroying the key destroys all of it.

A sealed text reads `2.<id of the person's key>.<base64 of nonce and ciphertext>`. The person's key is 32 random bytes,
itself sealed under FIELD_KEYS (encryption.py), so changing those does not touch what is sealed here.
"""

import base64
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from learners.models import PersonKey
from learners.safekeeping import encryption
from learners.safekeeping.encryption import CannotOpen

FORMAT = "2"


class Destroyed(CannotOpen):
    """The person was erased: what was sealed cannot be read by anybody, and nothing new can be sealed."""


@dataclass(frozen=True, slots=True)
class PersonCipher:
    """One person's key, opened. Kept no longer than a request."""

    key_id: UUID
    cipher: AESGCM

    def seal(self, text: str, *, bound_to: str) -> str:
        """`bound_to` names model, field and row; the same value opens it again."""
        return f"{FORMAT}.{self.key_id.hex}.{encryption.encrypt(self.cipher, text, self._binding(bound_to))}"

    def unseal(self, sealed: str, *, bound_to: str) -> str:
        """Raises CannotOpen, also for what another person's key sealed."""
        form, _, rest = sealed.partition(".")
        key_id, _, body = rest.partition(".")
        if form != FORMAT or key_id != self.key_id.hex:
            raise CannotOpen(encryption.UNREADABLE)
        return encryption.decrypt(self.cipher, body, self._binding(bound_to))

    def _binding(self, bound_to: str) -> bytes:
        return f"{FORMAT}|{self.key_id.hex}|{bound_to}".encode()


# --- questions ------------------------------------------------------------------------------------------------------


def opened(person_id: int) -> PersonCipher:
    """To read with. One query. Raises CannotOpen where there is no key yet, Destroyed where it is gone."""
    row = PersonKey.objects.filter(person=person_id).first()
    if row is None:
        raise CannotOpen(encryption.UNREADABLE)
    return cipher_of(row)


def opened_many(person_ids: Collection[int]) -> dict[int, PersonCipher]:
    """By person, to read with. Who has no key, or none that can be opened, is left out. One query for any number,
    none for nobody.
    """
    rows = PersonKey.objects.filter(person__in=set(person_ids), destroyed_at=None) if person_ids else ()
    found = {}
    for row in rows:
        try:
            found[row.person_id] = cipher_of(row)
        except CannotOpen:
            continue
    return found


# --- deeds ----------------------------------------------------------------------------------------------------------


def of(person_id: int) -> PersonCipher:
    """To write with: made where it is missing. One query, three the first time. Call inside the transaction of the
    write. Raises Destroyed.
    """
    row = PersonKey.objects.filter(person=person_id).first()
    return cipher_of(row or _made(person_id))


def of_many(person_ids: Collection[int]) -> dict[int, PersonCipher]:
    """To write with, by person. One query, three where somebody has no key yet. Call inside the transaction of the
    write. Raises Destroyed.
    """
    wanted = set(person_ids)
    known = {row.person_id: row for row in PersonKey.objects.filter(person__in=wanted)} if wanted else {}
    if missing := wanted - set(known):
        PersonKey.objects.bulk_create((PersonKey(**fresh(one)) for one in missing), ignore_conflicts=True)
        known |= {row.person_id: row for row in PersonKey.objects.filter(person__in=missing)}
    return {one: cipher_of(known[one]) for one in wanted}


@transaction.atomic
def destroy(person_id: int, *, now: datetime) -> bool:
    """For good. False where there is nothing to destroy."""
    rows = PersonKey.objects.filter(person=person_id, destroyed_at=None)
    return bool(rows.update(wrapped="", destroyed_at=now))


def _made(person_id: int) -> PersonKey:
    """Of two at once one wins, and both use it."""
    return PersonKey.objects.get_or_create(person_id=person_id, defaults=fresh(person_id))[0]


# --- keys of people, under the field key ----------------------------------------------------------------------------


def fresh(person_id: int) -> dict[str, Any]:
    """The values of a new row. Stores nothing."""
    key_id = uuid4()
    return {
        "id": key_id,
        "person_id": person_id,
        "wrapped": wrap(key_id, os.urandom(encryption.KEY_BYTES)),
        "wrapped_by": encryption.newest_key(),
        "made_at": timezone.now(),
    }


def cipher_of(row: PersonKey) -> PersonCipher:
    """No query. Raises Destroyed, and CannotOpen where the field key is missing or wrong."""
    if row.destroyed_at is not None:
        raise Destroyed("This person was erased.")
    return PersonCipher(row.pk, AESGCM(unwrap(row)))


def wrap(key_id: UUID, key: bytes) -> str:
    return encryption.seal(base64.b64encode(key).decode(), bound_to=binding(key_id))


def unwrap(row: PersonKey) -> bytes:
    return base64.b64decode(encryption.unseal(row.wrapped, bound_to=binding(row.pk)))


def binding(key_id: UUID) -> str:
    return f"learners.personkey.wrapped:{key_id}"
