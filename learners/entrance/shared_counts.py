"""The cache of a site without Redis: counts of tries stand in the database, where all processes see them; the rest
stays in the memory of each process, as before.

What allauth counts, which one-time codes were used, and how fast somebody asks must hold everywhere. Everything else
may be forgotten.
"""

import json
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils.crypto import salted_hmac

from learners.models import SharedCount

SHARED = ("allauth", "pace:")  # how the keys of what is counted together begin
YEAR = 365 * 24 * 60 * 60
TABLE = SharedCount._meta.db_table
SET = f"""INSERT INTO {TABLE} (name, value, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at"""  # noqa: S608
ADD = f"{SET} WHERE {TABLE}.expires_at <= %s"
MORE = f"""UPDATE {TABLE} SET value = CAST(CAST(value AS INTEGER) + %s AS TEXT)
    WHERE name = %s AND expires_at > %s RETURNING value"""  # noqa: S608


class Cache(LocMemCache):
    """One statement for each read or write of a shared value; `add` is won by one process only."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if not key.startswith(SHARED):
            return super().get(key, default, version)
        held = SharedCount.objects.filter(name=_name(key), expires_at__gt=time.time())
        value = held.values_list("value", flat=True).first()
        return default if value is None else json.loads(value)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if not key.startswith(SHARED):
            return bool(super().add(key, value, timeout, version))
        return self._write(ADD, key, value, timeout, time.time())

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if not key.startswith(SHARED):
            return super().set(key, value, timeout, version)
        self._write(SET, key, value, timeout)
        return None

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Of two at once both count."""
        if not key.startswith(SHARED):
            return int(super().incr(key, delta, version))
        with connection.cursor() as cursor:
            cursor.execute(MORE, [delta, _name(key), time.time()])
            row = cursor.fetchone()
        if row is None:
            raise ValueError(key)
        return int(row[0])

    def delete(self, key: str, version: int | None = None) -> bool:
        if not key.startswith(SHARED):
            return bool(super().delete(key, version))
        return bool(SharedCount.objects.filter(name=_name(key)).delete()[0])

    def has_key(self, key: str, version: int | None = None) -> bool:
        if not key.startswith(SHARED):
            return bool(super().has_key(key, version))
        return self.get(key) is not None

    def _write(self, statement: str, key: str, value: Any, timeout: Any, *more: float) -> bool:
        until = self.get_backend_timeout(timeout)
        with connection.cursor() as cursor:
            cursor.execute(
                statement, [_name(key), json.dumps(value), time.time() + YEAR if until is None else until, *more]
            )
            return bool(cursor.rowcount)


def _name(key: str) -> str:
    """Keys hold addresses of the network and sign-in names. Without SECRET_KEY they cannot be found by trying."""
    return salted_hmac("learners.shared_counts", key, algorithm="sha256").hexdigest()


def forget_old(now: float) -> int:
    """Drop what has run out. Returns how many."""
    return SharedCount.objects.filter(expires_at__lte=now).delete()[0]
