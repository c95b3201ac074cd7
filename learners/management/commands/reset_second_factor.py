"""The operator's way back in for somebody whose phone is lost: takes the second step away and ends all sessions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from learners.entrance import factors, told
from learners.models import User


class Command(BaseCommand):
    help = "Takes away somebody's second step and recovery codes. First make sure that it is that person who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name")

    def handle(self, *, sign_in_name: str, **options: Any) -> None:
        person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this sign-in name.")
        now = timezone.now()
        with transaction.atomic():
            if not factors.reset(person, by=None, now=now):
                raise CommandError(f"{person.sign_in_name} has no second step.")
            told.changed(person.email, now=now)
        self.stdout.write(f"{person.sign_in_name}: the second step is gone, and all sessions have ended.")
        self.stdout.write("Staff set up a new one at the next sign-in.")
