"""The chain over the audit log: what an event's digest covers, and the triggers with which the database links events.

Never change `digest`, `link_hash` or what they cover: no chain of before could be verified any more. A migration that
rebuilds one of the two tables on SQLite takes `remove` before it and `install` after it; a test sees when it did not.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

EVENTS: Final = "learners_auditevent"
LINKS: Final = "learners_auditlink"
TRIGGER: Final = "audit_chain_link"  # after "RI_...": PostgreSQL checks an event's foreign keys before it waits here
LOCK: Final = 4_710_021  # of PostgreSQL's advisory locks; nobody else uses one
UNDIGESTED: Final = "an audit event without its digest: write it with audit.note"

# SHA256 is a function that Django brings along on its connections to SQLite.
SQLITE = f"""
CREATE TRIGGER {TRIGGER} AFTER INSERT ON {EVENTS} FOR EACH ROW BEGIN
  SELECT RAISE(ABORT, '{UNDIGESTED}') WHERE length(NEW.digest) <> 64;
  INSERT INTO {LINKS} (number, event_id, before, hash)
  SELECT last.number + 1, NEW.id, last.hash, SHA256((last.number + 1) || '|' || last.hash || '|' || NEW.digest)
  FROM (
    SELECT
      COALESCE((SELECT number FROM {LINKS} ORDER BY number DESC LIMIT 1), 0) AS number,
      COALESCE((SELECT hash FROM {LINKS} ORDER BY number DESC LIMIT 1), '') AS hash
  ) AS last;
END
"""  # noqa: S608

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_number bigint := 0;
  last_hash text := '';
BEGIN
  IF length(NEW.digest) <> 64 THEN
    RAISE EXCEPTION '{UNDIGESTED}' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock({LOCK});
  SELECT number, hash INTO last_number, last_hash FROM {LINKS} ORDER BY number DESC LIMIT 1;
  last_number := COALESCE(last_number, 0);
  last_hash := COALESCE(last_hash, '');
  INSERT INTO {LINKS} (number, event_id, before, hash) VALUES (
    last_number + 1, NEW.id, last_hash,
    encode(sha256(convert_to((last_number + 1) || '|' || last_hash || '|' || NEW.digest, 'UTF8')), 'hex')
  );
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT ON {EVENTS}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()
"""  # noqa: S608


def digest(
    *,
    at: datetime,
    by_id: int | None,
    action: str,
    about_id: int | None,
    enrolment_id: int | None,
    cohort_id: int | None,
    detail: Any,
    reason: str,
) -> str:
    """SHA-256 of all that an event says, in one way of writing for every database."""
    said = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": by_id,
        "action": action,
        "about": about_id,
        "enrolment": enrolment_id,
        "cohort": cohort_id,
        "detail": detail,
        "reason": reason,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def link_hash(number: int, before: str, digest: str) -> str:
    return hashlib.sha256(f"{number}|{before}|{digest}".encode()).hexdigest()


# --- triggers -------------------------------------------------------------------------------------------------------


def install(connection: Any) -> None:
    """Put the trigger on the table of events, in place of one that may be there."""
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def remove(connection: Any) -> None:
    on = f" ON {EVENTS}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER}{on}")


def is_installed(connection: Any) -> bool:
    sql = (
        "SELECT count(*) FROM pg_trigger WHERE tgname = %s AND tgenabled = 'O' AND tgrelid = to_regclass(%s)"
        if connection.vendor == "postgresql"
        else "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [TRIGGER, EVENTS])
        return bool(cursor.fetchone()[0])


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """For test databases, which are filled with events and their links at once."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)
