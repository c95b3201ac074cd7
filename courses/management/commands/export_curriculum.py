"""Writes what is published in Wagtail to a folder of curriculum files. See docs/curriculum-format.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.exporting import export
from courses.files.problems import CurriculumProblems
from courses.files.writing import write
from courses.languages import main
from courses.models import ProgramPage


class Command(BaseCommand):
    help = "Writes the published curriculum to files. The folder is new, empty, or holds an earlier export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--program", metavar="SLUG", help="which program, where there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            exported = export(_program(options["program"]))
            write(exported.program, options["folder"])
        except CurriculumProblems as found:
            raise CommandError(f"{found}\nNothing was written.") from None
        except OSError as error:
            raise CommandError(f"{options['folder']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(exported.program.modules)} modules are in {options['folder']}.")
        for name in exported.left_out:
            self.stdout.write(f"Left out, because it is not published: {name}")


def _program(slug: str | None) -> ProgramPage:
    """The program named, or the only one. Translations are not programs of their own."""
    programs = ProgramPage.objects.filter(locale__language_code=main())
    found = list(programs.filter(slug=slug) if slug else programs)
    if len(found) == 1:
        return found[0]
    slugs = ", ".join(sorted(programs.values_list("slug", flat=True)))
    raise CommandError(f"Name one program with --program. There are: {slugs}." if slugs else "There is no program yet.")
