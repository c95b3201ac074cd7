"""The test database as a file, and commands that run on it in a process of their own."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.house import tree

OLD = "old:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
NEW = "new:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="
OTHER = "old:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="  # the right name of the wrong key


def as_file(path: Path) -> Path:
    """All that is there now, committed or not."""
    if connection.vendor != "sqlite":
        pytest.skip("a copy as a file is made from SQLite only")
    path.write_bytes(connection.connection.serialize())
    return path


def started(path: Path, *command: str, keys: str) -> subprocess.Popen:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "FIELD_KEYS": keys}
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=tree.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def manage(path: Path, *command: str, keys: str) -> tuple[int, str]:
    """Exit code, and all that was said."""
    process = started(path, *command, keys=keys)
    said, complained = process.communicate(timeout=120)
    return process.returncode, said + complained


def rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as one:
        return one.execute(sql).fetchall()
