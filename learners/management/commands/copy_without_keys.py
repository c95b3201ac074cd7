"""A copy of a SQLite database that may be kept as a backup: whole and at one moment, but without the keys of people."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection

from learners.models import PersonKey

TABLE = PersonKey._meta.db_table
OTHER = f"This is for SQLite. On PostgreSQL: pg_dump --format=custom --exclude-table-data={TABLE} groundwork"


class Command(BaseCommand):
    help = "Copies a SQLite database into FILE while the site runs, without the keys of people (save_keys saves those)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(OTHER)
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
            copy(part)
            os.replace(part, file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}).") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"Copied, without the keys of people, to {file}.")


def copy(part: Path) -> None:
    """Into an empty file. What is deleted is overwritten as well."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    with closing(sqlite3.connect(part, isolation_level=None)) as made:
        made.execute("PRAGMA secure_delete = ON")
        made.execute(f"DELETE FROM {TABLE}")  # noqa: S608 — a name of ours
        made.execute("VACUUM")
