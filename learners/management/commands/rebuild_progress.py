"""Folds the recorded events into the rows that pages read, and says where they differed. Safe while the site runs."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from learners.learning import rebuilding

SHOWN = 50


class Command(BaseCommand):
    help = "Folds all recorded events into progress again. With --check it changes nothing and fails where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; the exit code is 1 where they differ")

    def handle(self, *, check: bool, **options: Any) -> None:
        rows, found = 0, 0
        for some, different in rebuilding.differences(repair=not check):
            rows += some
            for difference in different[: max(0, SHOWN - found)]:
                self.stdout.write(str(difference))
            found += len(different)
        if found > SHOWN:
            self.stdout.write(f"... and {found - SHOWN:,} more")
        if check and found:
            raise CommandError(f"{rows:,} rows compared, {found:,} differ. Without --check, this puts them right.")
        self.stdout.write(f"{rows:,} rows compared, {found:,} put right.")
