"""Seals what belongs to one person under that person's own key, so that destroying the key destroys all of it.

A sealed text reads `2.<id of the person's key>.<base64 of nonce and ciphertext>`. The person's key is 32 random bytes,
itself sealed under FIELD_KEYS (encryption.py), so changing those does not touch what is sealed here.
"""

import base64
import os
from dataclasses import dataclass
from datetime import datetime
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
    return _open(row)


# --- deeds ----------------------------------------------------------------------------------------------------------


def of(person_id: int) -> PersonCipher:
    """To write with: made where it is missing. One query, three the first time. Call inside the transaction of the
    write. Raises Destroyed.
    """
    row = PersonKey.objects.filter(person=person_id).first()
    return _open(row or _made(person_id))


@transaction.atomic
def destroy(person_id: int, *, now: datetime) -> bool:
    """For good. False where there is nothing to destroy."""
    rows = PersonKey.objects.filter(person=person_id, destroyed_at=None)
    return bool(rows.update(wrapped="", destroyed_at=now))


def wrap(key_id: UUID, key: bytes) -> str:
    return encryption.seal(base64.b64encode(key).decode(), bound_to=_binding(key_id))


def unwrap(row: PersonKey) -> bytes:
    return base64.b64decode(encryption.unseal(row.wrapped, bound_to=_binding(row.pk)))


def _made(person_id: int) -> PersonKey:
    """Of two at once one wins, and both use it."""
    key_id, newest = uuid4(), encryption.newest_key()
    fresh = {
        "id": key_id,
        "wrapped": wrap(key_id, os.urandom(encryption.KEY_BYTES)),
        "wrapped_by": newest,
        "made_at": timezone.now(),
    }
    return PersonKey.objects.get_or_create(person_id=person_id, defaults=fresh)[0]


def _open(row: PersonKey) -> PersonCipher:
    if row.destroyed_at is not None:
        raise Destroyed("This person was erased.")
    return PersonCipher(row.pk, AESGCM(unwrap(row)))


def _binding(key_id: UUID) -> str:
    return f"learners.personkey.wrapped:{key_id}"
