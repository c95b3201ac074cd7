"""The operator's command for staff: an account, a right, a code that works once; never more rights than the role."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from learners import access
from learners.entrance import invitations
from learners.models import AuditEvent, Program, RoleGrant, User
from learners.people import roles
from tests.factories import people

pytestmark = pytest.mark.django_db


def add(*arguments: str) -> str:
    said = io.StringIO()
    call_command("add_staff", *arguments, stdout=said)
    return said.getvalue()


def code_in(said: str) -> str:
    return said.rsplit(maxsplit=1)[-1]


def test_a_program_manager_gets_an_account_a_program_and_a_code(program, client, now):
    said = add("pat", "--role", "program-manager", "--program", "Day program", "--first", "Pat")
    pat, taught = User.objects.get(sign_in_name="pat"), Program.objects.get()
    assert taught.curriculum_key == program.program_key
    assert access.can_manage(pat, taught.uid)
    assert not pat.is_superuser
    assert not roles.can_author(pat)
    assert invitations.usable(code_in(said), now=now).person == pat
    posted = {"code": code_in(said), "password1": "three calm words here", "password2": "three calm words here"}
    assert client.post(reverse("welcome"), posted).status_code == 302
    assert AuditEvent.objects.filter(action="role-given", detail__role="program-manager").count() == 1


def test_again_changes_nothing_and_prints_no_code_for_who_has_a_password(program):
    add("pat", "--role", "program-manager", "--program", "Day program")
    pat = User.objects.get(sign_in_name="pat")
    pat.set_password("three calm words here")
    pat.save()
    said = add("pat", "--role", "program-manager", "--program", "Day program")
    assert "code" not in said
    assert RoleGrant.objects.count() == Program.objects.count() == 1
    assert "code" in add("pat", "--role", "program-manager", "--program", "Day program", "--new-code")


@pytest.mark.parametrize("role", ["author", "clinical-reviewer"])
def test_authors_and_reviewers_get_their_group_and_see_no_learner(program, role):
    add("alex", "--role", role)
    alex = User.objects.get(sign_in_name="alex")
    assert roles.can_author(alex)
    assert not access.can_facilitate(alex)
    assert not alex.is_superuser


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pat", "--role", "program-manager"), "Say which program"),
        (("Pat Lee", "--role", "author"), "small letters"),
        (("fran", "--role", "facilitator", "--program", "Day program"), "Say which group"),
        (("fran", "--role", "author", "--end"), "no account"),
    ],
)
def test_bad_input_says_what_to_do_and_makes_nothing(program, arguments, said):
    with pytest.raises(CommandError, match=said):
        add(*arguments)
    assert not User.objects.exists()


def test_without_a_curriculum_it_says_so():
    with pytest.raises(CommandError, match="Load one curriculum"):
        add("alex", "--role", "author")


@pytest.mark.parametrize("role", [str(role) for role in RoleGrant.Role])
def test_every_role_is_given_and_ended_here(program, role):
    taught = people.program(program.program_key)
    people.cohort(taught, "Morning group")
    scope = {
        "facilitator": ("--program", "Day program", "--group", "Morning group"),
        "program-manager": ("--program", "Day program"),
    }.get(role, ())
    User.objects.create_superuser("olga")
    assert "a new account" in add("kim", "--role", role, *scope)
    kim = User.objects.get(sign_in_name="kim")
    assert roles.standing(kim).get().role == role
    assert f"no longer {role}" in add("kim", "--role", role, *scope, "--end")
    assert not roles.standing(kim).exists()
    with pytest.raises(CommandError, match="does not hold this role"):
        add("kim", "--role", role, *scope, "--end")


def test_the_last_operator_is_not_ended_here_either(program):
    User.objects.create_superuser("olga")
    with pytest.raises(CommandError, match="last operator"):
        add("olga", "--role", "operator", "--end")
