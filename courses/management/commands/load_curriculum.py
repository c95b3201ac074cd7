"""Puts a folder of curriculum files into Wagtail. See docs/curriculum-format.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.loading import CannotLoad, LoadReport, load

OURS = Path(__file__).resolve().parents[2] / "curriculum"
DONE = {"created": "New", "changed": "Changed", "unchanged": "Unchanged"}
MOST_NAMES = 12


class Command(BaseCommand):
    help = "Loads curriculum files into Wagtail and publishes them. Loading again changes only what changed in the files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", default=OURS, type=Path, help="another folder than our own curriculum")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="CODE",
            help="take this module from the files although an editor has changed it; may be repeated; `all` for everything",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            program = read(options["folder"])
            report = load(program, overwrite=options["overwrite"], dry_run=options["dry_run"])
        except CurriculumProblems as found:
            count = len(found.problems)
            raise CommandError(f"{found}\n{count} problem{'s' * (count != 1)}. Nothing was loaded.") from None
        except CannotLoad as reason:
            raise CommandError(f"{reason} Nothing was loaded.") from None
        if options["verbosity"]:
            self._tell(report, options["dry_run"])

    def _tell(self, report: LoadReport, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("A dry run: nothing was written.")
        for name, heading in DONE.items():
            names = getattr(report, name)
            if names:
                self.stdout.write(f"{heading} ({len(names)}): {_some(names, MOST_NAMES)}")
        for name in report.refused:
            message = f"Left alone: {name} was changed in Wagtail, and now its files changed, too."
            self.stderr.write(self.style.WARNING(f"{message} To take the files: --overwrite {name.split()[-1]}"))


def _some(names: list[str], most: int) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
