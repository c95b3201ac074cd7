"""What a database keeps of rows that were changed: SQLite in free space of its file, PostgreSQL until it tidies up."""

import logging

from django.db import DatabaseError, connection

log = logging.getLogger(__name__)


def pack() -> bool:
    """Write SQLite's file anew, so that nothing of an erased person is left between its rows or in its journal. Others
    can read meanwhile, and wait to write. Outside of transactions. False where somebody was in the way.

    PostgreSQL does it by itself (autovacuum), later: docs/operations.md says how to do it at once.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    try:
        with connection.cursor() as cursor:
            for statement in ("PRAGMA temp_store=FILE", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement)
            cursor.execute("PRAGMA temp_store=MEMORY")
    except DatabaseError as error:
        log.warning("The database was not packed after an erasure (%s). It is tried again.", type(error).__name__)
        return False
    return True
