"""Says whether the audit log is as it was written, and where not: the first bad row, with what is wrong."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from learners.safekeeping import checkpoints, verifying
from learners.safekeeping.checkpoints import Checkpoint, Unusable


class Command(BaseCommand):
    help = (
        "Verifies the chain of the audit log against itself and its signed checkpoints. The exit code is 1 at a fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--checkpoints", type=Path, metavar="FILE", help="a copy of the file, kept elsewhere")
        parser.add_argument(
            "--public-key",
            action="append",
            nargs="?",
            const="",
            metavar="KEY",
            help="that signed them, if it is not this machine's; may be given twice. Without KEY: print this machine's",
        )

    def handle(self, *, public_key: list[str] | None, **options: Any) -> None:
        try:
            if public_key == [""]:
                self.stdout.write(checkpoints.public_key())
                return
            marks = self.marks(options["checkpoints"], [one for one in public_key or [] if one])
        except Unusable as error:
            raise CommandError(str(error)) from error
        walked = verifying.walk(marks)
        if walked.bad:
            raise CommandError(f"The audit log was tampered with or damaged. {walked.bad}")
        self.stdout.write(
            f"{walked.links:,} events are as they were written; {walked.checkpoints:,} checkpoints agree."
        )

    def marks(self, path: Path | None, keys: list[str]) -> list[Checkpoint]:
        """An own file that is not there yet is said and no fault; one that was named must be there."""
        if path is None and not Path(settings.AUDIT_CHECKPOINTS).exists():
            self.stderr.write("There is no file of checkpoints: a log that was cut or made anew would not show.")
            return []
        return list(checkpoints.read(path or Path(settings.AUDIT_CHECKPOINTS), keys or [checkpoints.public_key()]))
