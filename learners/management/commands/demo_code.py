"""Tells the codes of the second step that the demo's staff need at this moment."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learners.demo import second_steps

NAMES = tuple(one.name for one in second_steps.STAFF)


class Command(BaseCommand):
    help = "Tells the code that a demo account of staff needs after its password. Local copies only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all without a name")

    def handle(self, *, names: list[str], **options: Any) -> None:
        if settings.MODE != "local":
            raise CommandError("Demo accounts are for local copies only (GROUNDWORK_MODE=local).")
        if unknown := sorted(set(names) - set(NAMES)):
            raise CommandError(f"No demo account of staff is called {unknown[0]}. There are: {', '.join(NAMES)}.")
        for name in names or NAMES:
            code, seconds = second_steps.code(name)
            self.stdout.write(f"  {name:<6} {code}   for {seconds} seconds more")
