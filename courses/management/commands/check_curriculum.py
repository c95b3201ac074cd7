"""Checks a folder of curriculum files: what is wrong with its form, how it reads, what is missing. Writes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses import checking
from courses.checks.reading import Graded, middle_and_most
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.files.schema.program import Program
from courses.management.commands.load_curriculum import OURS


class Command(BaseCommand):
    help = "Checks curriculum files: form, reading grade, person-first words, completeness, fairness of questions."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", default=OURS, type=Path, help="a folder other than ours")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            program = read(options["folder"])
        except CurriculumProblems as found:
            raise CommandError(f"{found}\n{len(found.problems)} to mend before the rest can be checked.") from None
        told = checking.findings(program)
        for one in told:
            self.stdout.write(str(one))
        self._tell_grades(program)
        self._tell_options(program)
        errors = len(checking.errors(told))
        self.stdout.write(f"{len(program.modules)} modules, {errors} errors, {len(told) - errors} warnings.")
        if errors:
            raise CommandError(f"{errors} errors.")

    def _tell_grades(self, program: Program) -> None:
        cards: list[Graded] = []
        questions: list[Graded] = []
        self.stdout.write("Reading grade (median, highest)  cards      questions  minutes")
        for grades in checking.grades(program):
            self.stdout.write(
                f"  {grades.code:<31}{_two(grades.cards)}  {_two(grades.questions)}  {grades.minutes:7.0f}"
            )
            cards += grades.cards
            questions += grades.questions
        self.stdout.write(f"  {'all':<31}{_two(cards)}  {_two(questions)}")

    def _tell_options(self, program: Program) -> None:
        places = checking.places_of_right_options(program)
        spread = ", ".join(f"{count} at place {place}" for place, count in sorted(places.items()))
        longest, count = checking.right_and_longest(program)
        self.stdout.write(
            f"Correct options of single choices: {spread or 'none'}; the longest in {longest} of {count}."
        )


def _two(graded: list[Graded]) -> str:
    middle, most = middle_and_most(graded)
    return f"{middle:4.1f} {most:4.1f}"
