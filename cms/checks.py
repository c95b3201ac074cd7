"""What a real site must not start without. Asked by `check --deploy` and by the start of the server (cms/wsgi.py)."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection
from django.db.utils import Error as AnyDatabaseError

from cms import encrypted

KEY_BYTES = 32


# What the apps above add; each names reasons not to start. This app knows none of them.
more: list[Callable[[], Iterable["Problem"]]] = []


class Problem(NamedTuple):
    """What is wrong, and what to do about it."""

    id: str
    wrong: str
    remedy: str


@register(Tags.security, deploy=True)
def production_is_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [Error(problem.wrong, hint=problem.remedy, id=f"groundwork.{problem.id}") for problem in problems()]


Question = Callable[[], Iterable[Problem]]
_asked_of_data: list[Question] = []


def ask_of_data(question: Question) -> None:
    """For apps that cms does not know: `question` tells what of their data this start could not read. One query or
    two, asked at each start, also of a local copy.
    """
    if question not in _asked_of_data:
        _asked_of_data.append(question)


def unreadable_data() -> list[Problem]:
    """Empty before the first migration. Opens the database."""
    try:
        return [problem for question in _asked_of_data for problem in question()]
    except (DatabaseError, AnyDatabaseError):
        return []  # `_database` tells why


def problems() -> list[Problem]:
    """All reasons not to start. Opens the database."""
    above = (problem for ask in more for problem in ask())
    return [*_mode(), *_secrets(), *_transport(), *_lines(), *_database(), *above]


def _mode() -> Iterator[Problem]:
    if settings.DEBUG:
        yield Problem("E001", "DEBUG is on: error pages would show the inside of the site.", "Set DEBUG=off.")
    if settings.MODE != "production":
        yield Problem("E002", "GROUNDWORK_MODE is local.", "Set GROUNDWORK_MODE=production on a real site.")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Problem(
            "E003",
            "ALLOWED_HOSTS does not name the site.",
            "Set ALLOWED_HOSTS to its host name, such as learn.example.org.",
        )


def _secrets() -> Iterator[Problem]:
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 8 or key.startswith("django-insecure-"):
        yield Problem("E004", "SECRET_KEY is short or easy to guess.", _make_with("secrets.token_urlsafe(50)"))
    ids = [entry.partition(":")[0] for entry in settings.FIELD_KEYS]
    if not ids:
        remedy = "Set FIELD_KEYS=k1:KEY. " + _make_with("base64.b64encode(secrets.token_bytes(32)).decode()")
        yield Problem("E005", "FIELD_KEYS is empty: what people write could not be encrypted.", remedy)
    elif len(set(ids)) < len(ids) or not all(map(_is_field_key, settings.FIELD_KEYS)):
        remedy = "Write id:key, with commas between several, the newest first. A key is 32 random bytes in base64."
        yield Problem("E006", "FIELD_KEYS cannot be used.", remedy)
    elif any(settings.SECRET_KEY in entry for entry in settings.FIELD_KEYS):
        yield Problem(
            "E007",
            "FIELD_KEYS repeats SECRET_KEY.",
            "Use a key of its own, so that one can be changed without the other.",
        )
    yield from _audit_key()


def _audit_key() -> Iterator[Problem]:
    remedy = _make_with("base64.b64encode(secrets.token_bytes(32)).decode()")
    key = settings.AUDIT_SIGNING_KEY
    if not key:
        yield Problem("E024", "AUDIT_SIGNING_KEY is empty: the end of the audit log could be cut off unseen.", remedy)
    elif not _is_key(key) or any(key in entry for entry in settings.FIELD_KEYS) or key in settings.SECRET_KEY:
        yield Problem("E025", "AUDIT_SIGNING_KEY is weak, or is a key that is used for something else.", remedy)


def _make_with(expression: str) -> str:
    return f"Make one with: python3 -c 'import base64, secrets; print({expression})'"


def _is_field_key(entry: str) -> bool:
    key_id, colon, encoded = entry.partition(":")
    return bool(colon and key_id and "." not in key_id) and _is_key(encoded)


def _is_key(encoded: str) -> bool:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(key) == KEY_BYTES and len(set(key)) > 4


def _transport() -> Iterator[Problem]:
    if not settings.BASE_URL.startswith("https://"):
        yield Problem(
            "E008", "BASE_URL is not https.", "Set BASE_URL to the address that people use, beginning with https://."
        )
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY):
        yield Problem("E009", "Cookies would travel without encryption.", "Set GROUNDWORK_MODE=production.")
    if not settings.SECURE_HSTS_SECONDS or not settings.SECURE_SSL_REDIRECT:
        yield Problem("E010", "The site would answer without encryption.", "Set GROUNDWORK_MODE=production.")


def _lines() -> Iterator[Problem]:
    """To machines beside this one."""
    if encrypted.database_is_open():
        remedy = "Add ?sslmode=verify-full&sslrootcert=/path/ca.pem to DATABASE_URL, or verify-ca."
        yield Problem("E026", "The database is on another machine, and its line is not encrypted and checked.", remedy)
    if encrypted.cache_is_open():
        yield Problem(
            "E027", "Redis is on another machine, by a line without encryption.", "Write rediss:// in REDIS_URL."
        )
    if encrypted.mail_is_open():
        remedy = "Set EMAIL_USE_TLS=on (mostly port 587) or EMAIL_USE_SSL=on (mostly port 465)."
        yield Problem("E028", "The mail server is on another machine, by a line without encryption.", remedy)
    if encrypted.database_has_the_example_password():
        remedy = "Give the database's user a password of its own, and write it into DATABASE_URL."
        yield Problem("E029", "The database's password is the one of .env.example.", remedy)


def _database() -> Iterator[Problem]:
    """Ask the database itself: settings may say one thing and the file or the server another."""
    try:
        with connection.cursor() as cursor:
            yield from _sqlite(cursor) if connection.vendor == "sqlite" else _postgresql(cursor)
        yield from unreadable_data()
    except (DatabaseError, AnyDatabaseError, OSError) as error:
        remedy = "Check DATABASE_URL, and that the database runs and may be written."
        yield Problem("E011", f"The database cannot be opened ({type(error).__name__}).", remedy)


def _sqlite(cursor: Any) -> Iterator[Problem]:
    remedy = (
        "Put the database file on a disk of this machine (not a network share), and leave cms/database.py as it is."
    )
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        yield Problem("E012", "SQLite is not in WAL mode.", remedy)
    if cursor.execute("PRAGMA synchronous").fetchone()[0] < 2:
        yield Problem("E013", "SQLite may lose what it acknowledged in a power cut (synchronous is not FULL).", remedy)
    if cursor.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        yield Problem("E014", "SQLite does not check foreign keys.", remedy)


def _postgresql(cursor: Any) -> Iterator[Problem]:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        cursor.execute(f"SHOW {name}")
        if cursor.fetchone()[0] == "off":
            remedy = f"Set {name} = on in postgresql.conf, or for this database's user."
            yield Problem("E015", f"PostgreSQL may lose what it acknowledged ({name} is off).", remedy)
