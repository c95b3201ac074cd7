"""The operator's door for staff: makes the account where it is missing, gives or ends a role, prints a one-time code.

Who facilitates which group is set by its program manager on the pages; here it is for the first one, and for the rest.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from courses import outline
from learners.entrance import invitations
from learners.models import Cohort, Program, RoleGrant, User
from learners.people import grants
from learners.safekeeping import audit

Role = RoleGrant.Role


class Command(BaseCommand):
    help = "Gives a member of staff a role, and prints a one-time code for the first sign-in. With --end the role ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sign_in_name", help="of a new account, or of one that is there")
        parser.add_argument("--role", choices=[str(role) for role in Role], required=True)
        parser.add_argument("--program", default="", help="name of the clinic's program; made where it is missing")
        parser.add_argument("--group", default="", help="name of the group that a facilitator has, in --program")
        parser.add_argument("--first", default="", help="first name")
        parser.add_argument("--last", default="", help="last name")
        parser.add_argument("--new-code", action="store_true", help="a code for somebody who has a password, too")
        parser.add_argument("--end", action="store_true", help="end the role instead")

    def handle(self, *, sign_in_name: str, role: str, end: bool, **options: Any) -> None:
        try:
            with transaction.atomic():
                said = self.end(sign_in_name, role, options) if end else self.add(sign_in_name, role, options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(said)

    def add(self, sign_in_name: str, role: str, options: dict[str, Any]) -> str:
        scope = _scope(role, options, make=True)
        person, is_new = _account(sign_in_name, options["first"], options["last"])
        grants.give_role(person, role, by=None, now=timezone.now(), **scope)
        said = f"{person.sign_in_name}: {'a new account, ' if is_new else ''}{role}."
        if options["new_code"] or not person.has_usable_password():
            code = invitations.make_for_staff(person, now=timezone.now())
            said += f"\nFor the first sign-in, within three days: {invitations.link(code)}  or the code {code}"
        return said

    def end(self, sign_in_name: str, role: str, options: dict[str, Any]) -> str:
        person = User.objects.filter(sign_in_name=sign_in_name.strip().lower()).first()
        if person is None:
            raise CommandError("There is no account with this sign-in name.")
        if not grants.end_role(person, role, by=None, now=timezone.now(), **_scope(role, options, make=False)):
            raise CommandError(f"{person.sign_in_name} does not hold this role.")
        return f"{person.sign_in_name}: no longer {role}."


def _scope(role: str, options: dict[str, Any], *, make: bool) -> dict[str, Any]:
    """What the role is for: nothing, a program or a group of one."""
    keys, name = outline.program_keys(), options["program"].strip()
    if len(keys) != 1:
        raise CommandError("Load one curriculum first: manage.py load_curriculum.")
    if role == Role.FACILITATOR:
        return {"cohort": _group(name, options["group"].strip())}
    if role != Role.PROGRAM_MANAGER:
        return {}
    if not name:
        raise CommandError('Say which program: --program "Day program". It is made where it is missing.')
    return {"program": _program(name, keys[0], make=make)}


def _program(name: str, curriculum: UUID, *, make: bool) -> Program:
    found = Program.objects.filter(name=name).first()
    if found is None and not make:
        raise CommandError("There is no program with this name.")
    return found or Program.objects.create(name=name, curriculum_key=curriculum)


def _group(program: str, name: str) -> Cohort:
    found = list(Cohort.objects.filter(program__name=program, name=name)[:2])
    if len(found) != 1:
        raise CommandError('Say which group: --program "Day program" --group "Morning group". Both must be there.')
    return found[0]


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
