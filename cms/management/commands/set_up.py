"""Brings database, static files and content up to date: named steps in one process, with the seconds of each.

`run.py` calls it with the steps whose files have changed. Every step may be repeated without harm.
"""

import io
import time
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError, connection

STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "collectstatic": ("Collecting styles, scripts and fonts", {"interactive": False, "verbosity": 0}),
    "migrate": ("Bringing the database up to date", {"interactive": False, "verbosity": 0}),
    "update_index": ("Bringing the search index up to date", {"verbosity": 0}),
    "load_public_pages": ("Loading the public pages", {}),
    "load_curriculum": ("Loading the curriculum", {}),
    "seed_demo": ("Making the demo clinic", {}),
}


class Command(BaseCommand):
    help = "Brings the database, the static files and the content up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("steps", nargs="+", choices=STEPS)
        parser.add_argument("--sign-ins", type=Path, help="where to write what seed_demo says")

    def handle(self, *, steps: list[str], sign_ins: Path | None, **options: Any) -> None:
        for name in steps:
            label, arguments = STEPS[name]
            self.stdout.write(f"  {label:<44}", ending="")
            self.stdout.flush()
            began = time.monotonic()
            said = self.run(name, arguments)
            self.stdout.write(f"{time.monotonic() - began:6.1f} s")
            if name == "seed_demo" and sign_ins:
                sign_ins.write_text(said, encoding="utf-8")

    def run(self, name: str, arguments: dict[str, Any]) -> str:
        said = io.StringIO()
        try:
            call_command(name, stdout=said, **arguments)
        except DatabaseError as error:
            self.stdout.write("")
            raise CommandError(_cannot_be_used(error)) from error
        except CommandError:
            self.stdout.write("")
            raise
        return said.getvalue()


def _cannot_be_used(error: DatabaseError) -> str:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if connection.vendor == "sqlite":
        what = "Put a backup in its place, or move it away"
        return f"The database file {connection.settings_dict['NAME']} cannot be used: {reason}. {what}."
    return f"The database server in DATABASE_URL cannot be used: {reason}. Start it, or correct DATABASE_URL in .env."
