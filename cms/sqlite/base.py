"""Transactions wait in a queue for the one writer that SQLite allows.

SQLite itself lets a second writer sleep and try again, longer each time: with eight writers the slowest of a hundred
waited more than a second, behind this queue 50 ms. Threads of a process wait for a lock in memory, processes for a lock
on a file beside the database; both end with the process that holds them.
"""

import os
import threading
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # Windows: SQLite's own waiting
    fcntl = None  # type: ignore[assignment]

LONGEST = 20.0  # seconds, where OPTIONS has no timeout
BETWEEN = 0.001  # seconds between looks at the file while another process writes

_turns: dict[str, threading.Lock] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """One for each thread, as always in Django. `_turn` is held from BEGIN to COMMIT or ROLLBACK."""

    _turn: "threading.Lock | None" = None  # a factory before Python 3.13
    _file: int | None = None
    _process = 0

    def _start_transaction_under_autocommit(self) -> None:
        self._queue_up()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._go()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # where it fails, a rollback follows
        self._go()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._go()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._go()
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _queue_up(self) -> None:
        """Raises OperationalError where the turn does not come in time, as SQLite does."""
        name = str(self.settings_dict["NAME"])
        if fcntl is None or self._turn is not None or self.is_in_memory_db():
            return
        until = time.monotonic() + float(self.settings_dict.get("OPTIONS", {}).get("timeout", LONGEST))
        turn = _turns.setdefault(name, threading.Lock())
        if not turn.acquire(timeout=max(0.0, until - time.monotonic())):
            raise OperationalError("database is locked: another thread writes")
        self._turn = turn
        try:
            self._lock_file(f"{name}-queue", until)
        except BaseException:
            self._go()
            raise

    def _lock_file(self, path: str, until: float) -> None:
        if self._file is None or self._process != os.getpid():  # a forked process must not share its parent's lock
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._process = os.getpid()
        while True:
            try:
                return fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OperationalError("database is locked: another process writes") from None
                time.sleep(BETWEEN)

    def _go(self) -> None:
        """Let the next one in."""
        turn, self._turn = self._turn, None
        if turn is None:
            return
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        turn.release()
