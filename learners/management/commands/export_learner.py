"""Writes all that is stored of one person into a ZIP: for a person who asks for it by other ways than the own page."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from learners.models import User
from learners.privacy import export


class Command(BaseCommand):
    help = "Writes all data of one person into OUT.zip: a page to read, and JSON. It holds private texts in clear."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name")
        parser.add_argument("out", type=Path, metavar="OUT.zip", help="a file that is not there yet")

    def handle(self, *, sign_in_name: str, out: Path, **options: Any) -> None:
        person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this sign-in name.")
        try:
            number = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}. Name a file that is not there.") from error
        with os.fdopen(number, "wb") as file:
            for piece in export.pieces(person, by=None, now=timezone.now()):
                file.write(piece)
        self.stdout.write(f"{out}: {out.stat().st_size:,} bytes. Hand it to the person only, and delete it here.")
