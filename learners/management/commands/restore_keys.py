"""Brings the keys of people back into a restored database, from the newest file of save_keys."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from learners.safekeeping import key_files
from learners.safekeeping.key_files import NotAKeyFile

OTHER_KEY = (
    "These people have another key in this database already, so what they wrote before stays closed: %s. "
    "Restore the data again, and the keys before anybody signs in."
)


class Command(BaseCommand):
    help = "Brings keys back into a restored database. The key of somebody who was erased never comes back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            restored = key_files.restore(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read ({error.strerror}).") from error
        except (NotAKeyFile, UnicodeDecodeError) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"{restored.keys:,} keys restored, {restored.unknown:,} of people who are not here.")
        for uid in restored.destroyed:
            self.stdout.write(f"Erased since: {uid}. Their key is gone; erase what else this copy holds of them.")
        if restored.other_key:
            raise CommandError(OTHER_KEY % ", ".join(restored.other_key))
