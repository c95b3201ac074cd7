"""The migrated SQLite database, kept in var/ between test runs: migrating takes ten seconds, copying a moment.

Its name holds a fingerprint of the migrations and of what they import, so a change makes a new one.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import run

MADE_FROM = (
    "*/migrations/*.py",
    "*/*.py",
    "learners/safekeeping/*.py",
    "learners/privacy/shipped.py",
    "learners/privacy/texts/*",
    "requirements.txt",
)


def path() -> Path:
    files = sorted(file for pattern in MADE_FROM for file in run.ROOT.glob(pattern))
    total = hashlib.sha256(b"".join(file.read_bytes() for file in files if file.parts[-2] != "tests"))
    return run.VAR / f"test-database-{total.hexdigest()[:16]}.sqlite3"


def is_there() -> bool:
    return path().exists()


def read_into(target: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(path())) as kept:
        kept.backup(target)


def write(source: sqlite3.Connection) -> None:
    """In one move, since several test processes may do it at once; those of older migrations go."""
    run.VAR.mkdir(exist_ok=True)
    mine = path().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(mine)) as kept:
        source.backup(kept)
    os.replace(mine, path())
    for old in set(run.VAR.glob("test-database-*.sqlite3")) - {path()}:
        old.unlink(missing_ok=True)
