"""The operator's way to sign somebody out everywhere, or everybody, as when a device is lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from learners.entrance import devices
from learners.models import User


class Command(BaseCommand):
    help = "Ends all sessions of one account, or of all. Passwords and second steps stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("sign_in_name", nargs="?", default="")
        who.add_argument("--all", action="store_true", dest="everybody", help="of everybody on this site")

    def handle(self, *, sign_in_name: str, everybody: bool, **options: Any) -> None:
        now = timezone.now()
        if everybody:
            devices.end_all(now=now)
            self.stdout.write("All sessions have ended. Everybody signs in again.")
            return
        person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has this sign-in name.")
        ended = devices.end_others(person, here=None, by=None, now=now)
        self.stdout.write(f"{person.sign_in_name}: {ended} sessions have ended.")
