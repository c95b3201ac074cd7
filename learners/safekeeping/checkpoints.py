"""Signed lines that say how far the audit chain went and with which hash, in a file that is only ever appended to.

A chain that was cut or computed anew as a whole agrees with itself; it does not agree with these lines. They prove that
only where a copy of the file lies on another machine (docs/operations.md).
"""

import base64
import json
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from learners.models import AuditEvent, AuditLink

HOUR = timedelta(hours=1)
SOON = timedelta(minutes=10)
MANY = 1000  # events after which an hour is too long
LINE = 1024  # bytes, more than a line has
log = logging.getLogger(__name__)


class Unusable(Exception):
    """A file, a line or a key that cannot be relied on, in words for the operator."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`events` is how many there were, `key` names the public key."""

    number: int
    hash: str
    events: int
    at: str
    key: str
    signature: str = ""

    @property
    def message(self) -> bytes:
        said = {name: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps({"audit-checkpoint": 1, **said}, sort_keys=True, separators=(",", ":")).encode()


# --- keys -----------------------------------------------------------------------------------------------------------


def public_key() -> str:
    """Raises Unusable where this machine has no signing key."""
    return base64.b64encode(_signing_key().public_key().public_bytes_raw()).decode()


def key_id(public: str) -> str:
    return sha256(_bytes(public)).hexdigest()[:16]


def _signing_key() -> Ed25519PrivateKey:
    if not settings.AUDIT_SIGNING_KEY:
        raise Unusable("AUDIT_SIGNING_KEY is not set on this machine. Give the public key: --public-key KEY.")
    return Ed25519PrivateKey.from_private_bytes(_bytes(settings.AUDIT_SIGNING_KEY))


def _bytes(encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Unusable("A key is 32 bytes in base64, 44 characters.")
    return key


# --- reading --------------------------------------------------------------------------------------------------------


def read(path: Path, public_keys: Sequence[str]) -> Iterator[Checkpoint]:
    """Every line, its signature checked. Raises Unusable at the first that is none."""
    keys = {key_id(one): Ed25519PublicKey.from_public_bytes(_bytes(one)) for one in public_keys}
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                yield _signed(line, keys, f"{path.name}, line {number}")
    except OSError as error:
        raise Unusable(f"{path} cannot be read ({error.strerror}).") from error


def newest() -> Checkpoint | None:
    """The last line of this machine's own file; None where there is none, or where it does not sign."""
    return _last(Path(settings.AUDIT_CHECKPOINTS)) if settings.AUDIT_SIGNING_KEY else None


def _signed(line: str, keys: dict[str, Ed25519PublicKey], where: str) -> Checkpoint:
    try:
        found = Checkpoint(**json.loads(line))
        signature = base64.b64decode(found.signature, validate=True)
    except (ValueError, TypeError) as error:
        raise Unusable(f"{where}: this is no checkpoint.") from error
    if found.key not in keys:
        raise Unusable(f"{where}: signed with another key ({found.key}). Give that one, too: --public-key KEY.")
    try:
        keys[found.key].verify(signature, found.message)
    except InvalidSignature as error:
        raise Unusable(f"{where}: the signature is wrong. The line was changed.") from error
    return found


# --- writing --------------------------------------------------------------------------------------------------------


def write_due(now: datetime) -> int:
    """One line an hour, or after ten minutes with many events; returns how many. Four small queries at most.

    Signs nothing that does not continue the newest line: then it says so, and `audit_verify` says where.
    """
    newest = AuditLink.objects.order_by("-number").first()
    if not settings.AUDIT_SIGNING_KEY or newest is None:
        return 0
    path, key = Path(settings.AUDIT_CHECKPOINTS), _signing_key()
    last = _last(path)
    if last and not _is_due(last, newest.number, now):
        return 0
    if last and not AuditLink.objects.filter(number=last.number, hash=last.hash).exists():
        log.error("The audit log does not continue its newest checkpoint. Run: manage.py audit_verify")
        raise Unusable("not continued")
    _append(path, _made(newest, key, now))
    return 1


def _is_due(last: Checkpoint, number: int, now: datetime) -> bool:
    """Also where the clock was ahead when the last line was written."""
    age = now - datetime.fromisoformat(last.at)
    return not timedelta(0) <= age < (SOON if number - last.number >= MANY else HOUR)


def _last(path: Path) -> Checkpoint | None:
    """The newest line, where this machine signed it."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LINE))
            line = file.read().rstrip(b"\n").rpartition(b"\n")[2].decode()
        public = _signing_key().public_key()
        return _signed(line, {sha256(public.public_bytes_raw()).hexdigest()[:16]: public}, path.name)
    except (OSError, ValueError, Unusable):
        return None


def _made(newest: AuditLink, key: Ed25519PrivateKey, now: datetime) -> Checkpoint:
    events = AuditEvent.objects.filter(link__number__lte=newest.number).count()
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    bare = Checkpoint(newest.number, newest.hash, events, at, key_id(public_key()))
    signature = base64.b64encode(key.sign(bare.message)).decode()
    return Checkpoint(**{**asdict(bare), "signature": signature})


def _ends_whole(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _append(path: Path, checkpoint: Checkpoint) -> None:
    """On the disk when this returns. A half line of a power cut before stays a line of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = ("" if _ends_whole(path) else "\n") + json.dumps(asdict(checkpoint)) + "\n"
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o640)
    try:
        os.write(file, line.encode())
        os.fsync(file)
    finally:
        os.close(file)
