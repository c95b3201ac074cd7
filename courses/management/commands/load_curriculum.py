"""Puts a folder of curriculum files into Wagtail. See docs/curriculum-format.md."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Locale

from courses import clinical_reviews
from courses.files import ids
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.files.schema.program import ProgramSettings
from courses.load_report import LoadReport
from courses.loading import CannotLoad, load
from courses.models import ProgramPage

OURS = Path(__file__).resolve().parents[2] / "curriculum"


class Command(BaseCommand):
    help = (
        "Loads curriculum files into Wagtail and publishes them. Loading again changes only what changed in the files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", default=OURS, type=Path, help="a folder other than ours")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="CODE",
            help="prefer the files of this module to what an editor made of it; may be repeated; all for everything",
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
        if not options["dry_run"]:
            _ensure_review(program.settings)
        if options["verbosity"]:
            self._tell(report, options["dry_run"])

    def _tell(self, report: LoadReport, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("A dry run: nothing was written.")
        for heading, names in (("New", report.created), ("Changed", report.changed)):
            if names:
                self.stdout.write(f"{heading}: {', '.join(_grouped(names))}.")
        self.stdout.write(f"Unchanged: {len(report.unchanged)} of {sum(map(len, vars(report).values()))}.")
        for name in report.refused:
            message = f"Left alone: {name} was changed in Wagtail, and now its files changed, too."
            self.stderr.write(self.style.WARNING(f"{message} To take the files: --overwrite {name.split()[-1]}"))


def _ensure_review(settings: ProgramSettings) -> None:
    key = ids.program_key(settings.slug, settings.key)
    clinical_reviews.ensure(ProgramPage.objects.get(translation_key=key, locale=Locale.get_default()))


def _grouped(names: list[str]) -> list[str]:
    """Pages by name, misconceptions and sources by their number."""
    kinds = Counter(name.partition(" ")[0] for name in names if " " in name)
    return [name for name in names if " " not in name] + [f"{count} {kind}s" for kind, count in kinds.items()]
