"""Prints what is stored of people, what an export says of it, and what erasure does: a table in Markdown."""

from typing import Any

from django.core.management.base import BaseCommand

from learners.privacy import data_map


class Command(BaseCommand):
    help = "Prints the data map as Markdown, for docs/data-protection.md."

    def handle(self, **options: Any) -> None:
        for line in data_map.lines():
            self.stdout.write(line)
