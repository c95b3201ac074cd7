"""Seals what belongs to nobody in particular: AES-256-GCM under a list of keys of its own (FIELD_KEYS), bound to model,
field and row. What people write is sealed under their own key: person_keys.py.

A sealed text reads `1.<key id>.<base64 of nonce and ciphertext>`. The first key seals, every key opens. A ciphertext
moved to another row or field is refused.
"""

import base64
import binascii
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FORMAT = "1"
NONCE_BYTES = 12
KEY_BYTES = 32
UNREADABLE = "A sealed text could not be opened: check FIELD_KEYS."


class CannotOpen(Exception):
    """The key is missing or wrong, or the sealed text was changed or moved."""


def seal(text: str, *, bound_to: str) -> str:
    """Encrypt under the newest key. `bound_to` names model, field and row; the same value opens it again."""
    key_id, cipher = next(iter(_ciphers().items()))
    return f"{FORMAT}.{key_id}.{encrypt(cipher, text, _binding(key_id, bound_to))}"


def unseal(sealed: str, *, bound_to: str) -> str:
    """Decrypt. Raises CannotOpen; never returns the ciphertext."""
    try:
        form, key_id, body = sealed.split(".", 2)
        cipher = _ciphers()[key_id]
    except (ValueError, KeyError) as error:
        raise CannotOpen(UNREADABLE) from error
    if form != FORMAT:
        raise CannotOpen("This text was sealed under a person's key, or by a newer version.")
    return decrypt(cipher, body, _binding(key_id, bound_to))


def newest_key() -> str:
    """The id of the field key that seals now."""
    return next(iter(_ciphers()))


def key_ids() -> set[str]:
    return set(_ciphers())


def encrypt(cipher: AESGCM, text: str, binding: bytes) -> str:
    """Base64 of a fresh nonce and the ciphertext."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + cipher.encrypt(nonce, text.encode(), binding)).decode()


def decrypt(cipher: AESGCM, body: str, binding: bytes) -> str:
    """Raises CannotOpen where the key is another one, or the text was changed or moved."""
    try:
        raw = base64.urlsafe_b64decode(body)
        if base64.urlsafe_b64encode(raw).decode() != body:  # several spellings decode to the same bytes
            raise CannotOpen(UNREADABLE)
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], binding).decode()
    except (ValueError, InvalidTag, binascii.Error) as error:
        raise CannotOpen(UNREADABLE) from error


def _binding(key_id: str, bound_to: str) -> bytes:
    return f"{FORMAT}|{key_id}|{bound_to}".encode()


def _ciphers() -> dict[str, AESGCM]:
    return _parsed(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=4)
def _parsed(entries: tuple[str, ...]) -> dict[str, AESGCM]:
    if not entries:
        raise ImproperlyConfigured(
            "FIELD_KEYS is empty. Write id:key, where key is 32 random bytes in base64; `python3 run.py` makes one."
        )
    return dict(_one(entry) for entry in entries)


def _one(entry: str) -> tuple[str, AESGCM]:
    key_id, colon, encoded = entry.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not colon or not key_id or "." in key_id or len(key) != KEY_BYTES:
        raise ImproperlyConfigured("FIELD_KEYS holds an entry that is not id:key with a key of 32 bytes in base64.")
    return key_id, AESGCM(key)
