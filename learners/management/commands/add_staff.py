"""The operator's door for staff: makes the account where it is missing, gives the right, prints a one-time code.

What a program manager may do by hand on the pages is not repeated here.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from courses import author_groups, outline
from learners.entrance import invitations
from learners.models import Program, RoleGrant, User
from learners.safekeeping import audit

ROLES = ("program-manager", "author", "clinical-reviewer")


class Command(BaseCommand):
    help = "Adds a program manager, an author or a clinical reviewer, and prints a one-time code for the first sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name", help="of a new account, or of one that is there")
        parser.add_argument("--role", choices=ROLES, required=True)
        parser.add_argument("--program", default="", help="name of the clinic's program; made where it is missing")
        parser.add_argument("--first", default="", help="first name")
        parser.add_argument("--last", default="", help="last name")
        parser.add_argument("--new-code", action="store_true", help="a code for somebody who has a password, too")

    def handle(self, *, sign_in_name: str, role: str, program: str, first: str, last: str, **options: Any) -> None:
        if role == "program-manager" and not program.strip():
            raise CommandError('Say which program: --program "Day program". It is made where it is missing.')
        keys = outline.program_keys()
        if len(keys) != 1:
            raise CommandError("Load one curriculum first: manage.py load_curriculum.")
        try:
            with transaction.atomic():
                person, is_new = _account(sign_in_name, first, last)
                _give(person, role, program.strip(), keys[0])
                wanted = options["new_code"] or not person.has_usable_password()
                code = invitations.make_for_staff(person, now=timezone.now()) if wanted else ""
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.sign_in_name}: {'a new account, ' if is_new else ''}{role}.")
        if code:
            self.stdout.write(f"For the first sign-in, within three days: {invitations.link(code)}  or the code {code}")


def _account(sign_in_name: str, first: str, last: str) -> tuple[User, bool]:
    person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
    if person is not None:
        return person, False
    person = User(sign_in_name=sign_in_name, first_name=first, last_name=last)
    person.set_unusable_password()
    person.clean()
    person.clean_fields()
    person.save()
    audit.note("account-made", by=None, now=timezone.now(), person=str(person.uid))
    return person, True


def _give(person: User, role: str, program: str, curriculum: Any) -> None:
    if role == "author":
        person.groups.add(author_groups.authors(curriculum))
    elif role == "clinical-reviewer":
        person.groups.add(author_groups.reviewers(curriculum))
    else:
        taught, _ = Program.objects.get_or_create(name=program, defaults={"curriculum_key": curriculum})
        manager = RoleGrant.Role.PROGRAM_MANAGER
        if not RoleGrant.objects.filter(person=person, role=manager, program=taught, ended_at=None).exists():
            RoleGrant.objects.create(person=person, role=manager, program=taught, granted_at=timezone.now())
    audit.note("staff-added", by=None, now=timezone.now(), person=str(person.uid), role=role)
