"""Erases one person for good, or after a restore everybody whom the ledger lists. It cannot be undone."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from learners.models import User
from learners.privacy import erasure, erasure_ledger, neutral

ASKED = 'This cannot be undone. Type the sign-in name once more to erase "{}": '


class Command(BaseCommand):
    help = "Erases a person: destroys the key, replaces the name, keeps records without a name. See --dry-run first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name", nargs="?", default="")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen to what, and why")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--replay", type=Path, metavar="FILE", help="after a restore: erase whom this ledger lists")

    def handle(self, *, sign_in_name: str, replay: Path | None, **options: Any) -> None:
        if bool(sign_in_name) == bool(replay):
            raise CommandError("Give a sign-in name, or --replay with the ledger.")
        if replay:
            return self.replay(replay, dry_run=options["dry_run"])
        person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this sign-in name.")
        self.forecast(person)
        if not options["dry_run"]:
            self.erase(person, asked=not options["yes"])

    def forecast(self, person: User) -> None:
        for line in erasure.forecast(person):
            self.stdout.write(f"{line.rows:>7,}  {line.belonging.what}: {line.fate.label}. {line.belonging.why}")

    def erase(self, person: User, *, asked: bool) -> None:
        if asked and input(ASKED.format(person.sign_in_name)).strip().lower() != person.sign_in_name:
            raise CommandError("That is another name. Nobody was erased.")
        try:
            erasure.erase_by_hand(person, by=None, now=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Erased. In lists: {neutral.name(person.uid)}. Listed in {erasure_ledger.path()}.")

    def replay(self, file: Path, *, dry_run: bool) -> None:
        try:
            uids = list(erasure_ledger.listed(file))
        except erasure_ledger.Unreadable as error:
            raise CommandError(str(error)) from error
        people = list(User.objects.filter(uid__in=uids, erased_at=None).order_by("pk"))
        for person in [] if dry_run else people:
            erasure.erase_by_hand(person, by=None, now=timezone.now(), again=True)
        if people and not dry_run:
            erasure.settle()
        said = "would be erased again" if dry_run else "erased again"
        self.stdout.write(
            f"{len(uids):,} listed, {len(people):,} {said}; the others are erased, or not in this database."
        )
