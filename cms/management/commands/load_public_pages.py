"""Loads the public pages from cms/public_pages/. Safe to run again and again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.public_pages import files, loading


class Command(BaseCommand):
    help = "Create or update the public pages. What an editor changed in Wagtail stays, unless --overwrite names it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="SLUG",
            help="prefer the file to an editor's version; all for all. The editor's version stays in the history.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcomes = loading.load(files.read_all(), frozenset(options["overwrite"]))
        except (ValueError, ValidationError) as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        told = options["verbosity"] > 0
        for outcome in outcomes:
            if told and outcome.what != "unchanged":
                self.stdout.write(f"{outcome.slug}: {outcome.what}")
        kept = [outcome.slug for outcome in outcomes if outcome.what == "kept"]
        if kept and told:
            self.stdout.write(f"Kept as edited in Wagtail: {', '.join(kept)}. Use --overwrite SLUG to prefer the file.")
