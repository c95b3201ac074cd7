"""Databases from DATABASE_URL: SQLite, tuned so that an acknowledged write survives a power cut, or PostgreSQL."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# WAL + IMMEDIATE: no "database is locked" under concurrent writers. synchronous=FULL: NORMAL lost acknowledged commits
# in simulated power losses. secure_delete: what is deleted or replaced is overwritten with zeros, so that an
# erased name does not stay in free pages. Foreign keys are on in Django by default; the negative cache_size is KiB.
SQLITE_OPENING = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; "
    "PRAGMA secure_delete=ON;"
)


def from_url(url: str) -> dict[str, Any]:
    """Settings for one database. Raises ImproperlyConfigured for anything but SQLite and PostgreSQL."""
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. Write sqlite:///path or postgres://user:password@host/name."
        ) from error
    engine = settings["ENGINE"].rsplit(".", 1)[-1]
    if engine == "sqlite3":
        settings["ENGINE"] = "cms.sqlite"  # writers queue instead of sleeping and trying again
        settings["CONN_MAX_AGE"] = None
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_OPENING}
    elif engine == "postgresql":
        settings["CONN_MAX_AGE"] = 0  # the pool keeps connections; Django refuses both together
        told = settings.get("OPTIONS", {})  # such as sslmode
        settings["OPTIONS"] = {**told, "pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL names a database that Groundwork does not support. Use SQLite or PostgreSQL."
        )
    return settings
