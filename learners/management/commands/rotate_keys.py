"""Seals under the newest field key what is sealed under an older one. Safe while the site runs; may be stopped."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from learners.safekeeping import field_keys

UNREADABLE = (
    "%s rows open under no key of FIELD_KEYS and were left as they are. Put their key back into FIELD_KEYS first."
)


class Command(BaseCommand):
    help = (
        "Seals everything under the first key of FIELD_KEYS. With --check it changes nothing and fails if any is left."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only count; the exit code is 1 where an old key is needed"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if not check:
            self.rotate()
        if left := field_keys.needing_old_keys():
            raise CommandError(f"{left:,} rows still need an old key.")
        self.stdout.write("No row needs an old key: all but the first may leave FIELD_KEYS.")

    def rotate(self) -> None:
        outcome = field_keys.Outcome()
        for outcome in field_keys.rotate():
            self.stdout.write(f"{outcome.sealed_anew:,} sealed anew")
            self.stdout.flush()
        if outcome.unreadable:
            raise CommandError(UNREADABLE % f"{outcome.unreadable:,}")
