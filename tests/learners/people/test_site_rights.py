"""A role is a grant: rights in Wagtail follow from it, and those that came another way open nothing and are told."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners import access
from learners.models import AuditEvent, RoleGrant, User
from learners.people import grants, roles, site_rights
from tests.factories.people import person
from tests.learners.matrix import routes
from tests.learners.test_matrix_staff import made_up

Role = RoleGrant.Role
pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOME = "/admin/"


@pytest.fixture
def olga(program_page):
    return User.objects.create_superuser("olga")


def give(somebody, role, by=None, **scope):
    return grants.give_role(somebody, role, by=by, now=NOW, **scope)


def end(somebody, role, by=None, **scope):
    return grants.end_role(somebody, role, by=by, now=NOW, **scope)


def status(somebody, url=HOME, method="get"):
    client = Client()
    client.force_login(somebody)
    return getattr(client, method)(url).status_code


def fresh(somebody):
    return User.objects.get(pk=somebody.pk)


# --- rights follow --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "group"), [(Role.AUTHOR, "Authors"), (Role.CLINICAL_REVIEWER, "Clinical reviewers")])
def test_a_group_follows_the_role_and_ends_with_it(olga, role, group):
    alex = person("alex")
    assert give(alex, role, by=olga)
    assert list(alex.groups.values_list("name", flat=True)) == [group]
    assert status(alex) == 200
    assert not fresh(alex).is_superuser
    assert end(alex, role, by=olga)
    assert not alex.groups.exists()
    assert status(alex) == 403
    actions = AuditEvent.objects.filter(by=olga).order_by("pk").values_list("action", "detail__role")
    assert list(actions) == [("role-given", role), ("role-ended", role)]


def test_the_mark_of_an_operator_follows_the_role_and_ends_with_it(olga):
    sam = person("sam")
    assert status(sam, "/admin/users/") == 403
    give(sam, Role.OPERATOR, by=olga)
    assert status(sam, "/admin/users/") == 200
    end(sam, Role.OPERATOR, by=olga)
    assert not fresh(sam).is_superuser
    assert status(sam, "/admin/users/") == 403


def test_a_right_is_lost_on_the_next_request_of_an_open_session(olga):
    alex, client = person("alex"), Client()
    give(alex, Role.AUTHOR)
    client.force_login(alex)
    assert client.get(HOME).status_code == 200
    end(alex, Role.AUTHOR, by=olga)
    assert client.get(HOME).status_code == 403


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.PROGRAM_MANAGER, Role.PRIVACY_OFFICER])
def test_other_roles_never_come_into_the_admin(cast, role):
    scope = {Role.FACILITATOR: {"cohort": cast.evening}, Role.PROGRAM_MANAGER: {"program": cast.evening.program}}
    kim = person("kim")
    give(kim, role, **scope.get(role, {}))
    assert roles.is_staff(kim)
    assert not fresh(kim).has_perm("wagtailadmin.access_admin")
    assert status(kim) == 403
    assert not roles.can_author(kim)


def test_only_facilitators_and_managers_see_groups(olga):
    for role in (Role.AUTHOR, Role.CLINICAL_REVIEWER, Role.PRIVACY_OFFICER, Role.OPERATOR):
        somebody = person(f"the-{role.replace('-', '')}")
        give(somebody, role)
        assert roles.is_staff(somebody)
        assert not access.can_facilitate(somebody)
        assert access.can_keep_privacy(somebody) == (role == Role.PRIVACY_OFFICER)


# --- who gives ------------------------------------------------------------------------------------------------------


def test_only_an_operator_gives_and_ends_roles(cast):
    kim = person("kim")
    for by in (cast.mia, cast.gil, cast.amir, cast.petra, cast.ana):
        for role in (Role.AUTHOR, Role.OPERATOR, Role.PRIVACY_OFFICER):
            with pytest.raises(ValidationError, match="by the operator"):
                give(kim, role, by=by)
        with pytest.raises(ValidationError, match="by the operator"):
            end(cast.amir, Role.AUTHOR, by=by)
    assert not kim.role_grants.exists()
    assert cast.amir.role_grants.filter(ended_at=None).exists()


def test_the_superusers_mark_alone_gives_no_role(cast):
    User.objects.filter(pk=cast.mia.pk).update(is_superuser=True)
    with pytest.raises(ValidationError, match="by the operator"):
        give(person("kim"), Role.AUTHOR, by=fresh(cast.mia))


def test_nobody_raises_own_rights(olga):
    with pytest.raises(ValidationError, match="Nobody gives rights to themselves"):
        give(olga, Role.PRIVACY_OFFICER, by=olga)


def test_the_last_operator_stays(olga):
    sam = person("sam")
    for by in (olga, None):
        with pytest.raises(ValidationError, match="last operator"):
            end(olga, Role.OPERATOR, by=by)
    give(sam, Role.OPERATOR, by=olga)
    User.objects.filter(pk=sam.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="last operator"):
        end(olga, Role.OPERATOR)
    User.objects.filter(pk=sam.pk).update(is_active=True)
    assert end(olga, Role.OPERATOR, by=sam)
    assert fresh(sam).is_superuser
    assert not fresh(olga).is_superuser


def test_a_role_has_the_scope_that_it_needs_and_no_other(cast):
    kim = person("kim")
    day = cast.morning.program
    for role, scope in (
        (Role.FACILITATOR, {}),
        (Role.FACILITATOR, {"program": day}),
        (Role.PROGRAM_MANAGER, {"cohort": cast.morning}),
        (Role.AUTHOR, {"program": day}),
    ):
        with pytest.raises(ValidationError, match="A facilitator has a group"):
            give(kim, role, **scope)
    give(kim, Role.FACILITATOR, cohort=cast.morning)
    with pytest.raises(ValidationError, match="End the other role"):
        give(kim, Role.PROGRAM_MANAGER, program=day)


# --- drift ----------------------------------------------------------------------------------------------------------


def drifts():
    return [str(drift) for drift in site_rights.drifts()]


def test_a_group_without_the_role_opens_nothing_and_is_told(olga):
    give(person("alex"), Role.AUTHOR)
    mallory = person("mallory")
    assert drifts() == []
    mallory.groups.add(Group.objects.get(name="Authors"))
    assert status(mallory) == 403
    assert drifts() == ["mallory: has no such role, but has the group “Authors”"]
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 rights do not agree"):
        call_command("check_roles", stdout=said)
    assert "mallory" in said.getvalue()
    give(mallory, Role.AUTHOR, by=olga)
    assert status(mallory) == 200
    call_command("check_roles", stdout=said)
    assert said.getvalue().endswith("agree with the roles.\n")


def test_the_superusers_mark_without_the_role_opens_nothing_and_is_told(olga):
    alex = person("alex")
    give(alex, Role.AUTHOR)
    User.objects.filter(pk=alex.pk).update(is_superuser=True)
    assert status(alex) == 403
    assert drifts() == ["alex: has no such role, but has the superuser's mark"]


def test_a_role_whose_group_was_taken_away_is_told_and_put_right_by_giving_it_again(olga):
    alex = person("alex")
    give(alex, Role.AUTHOR)
    alex.groups.clear()
    assert drifts() == ["alex: has the role, but not the group “Authors”"]
    assert status(alex) == 403
    assert give(alex, Role.AUTHOR) is False
    assert drifts() == []


def test_createsuperuser_makes_an_operator(program_page, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "three calm words here")
    call_command("createsuperuser", "--noinput", "--sign_in_name", "olga", stdout=io.StringIO())
    olga = User.objects.get()
    assert roles.is_operator(olga)
    assert AuditEvent.objects.get(action="role-given").detail == {"person": str(olga.uid), "role": "operator"}
    assert status(olga) == 200
    assert drifts() == []


def test_those_of_before_are_granted_what_they_had(program_page):
    from importlib import import_module

    from django.apps import apps

    alex, sam = person("alex"), person("sam", is_superuser=True)
    give(alex, Role.AUTHOR)
    RoleGrant.objects.all().delete()
    assert len(drifts()) == 2
    for _ in range(2):
        import_module("learners.migrations.0014_grants_of_before").grant_what_they_have(apps, None)
    assert drifts() == []
    assert sorted(RoleGrant.objects.values_list("person__sign_in_name", "role")) == [
        ("alex", "author"),
        ("sam", "operator"),
    ]
    assert roles.is_operator(sam)


# --- the operator's places ------------------------------------------------------------------------------------------

PLACES = ("users", "groups", "sites", "settings", "locales", "collections", "redirects", "workflows", "bulk", "reports")


def places():
    return sorted({made_up(route) for route, _, _ in routes() if route.startswith("admin/") and belongs(route)})


def belongs(route):
    return route.removeprefix("admin/").split("/")[0].strip("^") in PLACES


@pytest.mark.parametrize("name", ["amir", "river", "mia", "petra", "gil"])
def test_nobody_but_the_operator_reaches_users_groups_and_the_settings_of_the_site(cast, name):
    if name == "river":
        give(person("river"), Role.CLINICAL_REVIEWER)
    if name == "amir":
        give(cast.amir, Role.AUTHOR)
    somebody, client = User.objects.get(sign_in_name=name), Client()
    client.force_login(somebody)
    found = places()
    assert len(found) > 50
    opened = {}
    for url in found:
        for method in (client.get, client.post):
            answer = method("/" + url)
            home = answer.status_code == 302 and answer.url in (HOME, reverse("account_login"))
            if answer.status_code not in (403, 404, 405) and not home:
                opened[url] = answer.status_code
    assert {url: code for url, code in opened.items() if url.split("/")[1] not in ("reports", "bulk")} == {}
