"""Tells where Wagtail and the roles disagree: a group without the role, or a role without its group."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from learners.people import site_rights


class Command(BaseCommand):
    help = "Lists rights in the admin that no role stands for, and roles without their rights. The exit code is 1 then."

    def handle(self, **options: Any) -> None:
        found = [str(drift) for drift in site_rights.drifts()]
        for line in found:
            self.stdout.write(line)
        if found:
            how = "Give the role: manage.py add_staff NAME --role ROLE; or end it: --role ROLE --end."
            raise CommandError(f"{len(found)} rights do not agree with the roles; until then they open nothing. {how}")
        self.stdout.write("The rights in the admin agree with the roles.")
