"""Writes the keys of all people into one file, in place of the file before. Keep it apart from backups of the data."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from learners.safekeeping import key_files


class Command(BaseCommand):
    help = "Writes the wrapped keys of all people into FILE, in place of what it held. Useless without FIELD_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            number = key_files.save(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}). The file before is untouched.") from error
        self.stdout.write(f"{number:,} keys saved.")
