"""A manager gives and ends facilitating in the own program, and nothing else, to nobody else's account."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from learners.entrance import invitations
from learners.models import AuditEvent, RoleGrant, User
from learners.people import grants, roles
from tests.factories import people
from tests.learners.papers import just_signed_in

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    just_signed_in(client, user)
    return client


def test_a_grant_holds_and_its_end_is_felt_on_the_next_request(cast, now):
    gil = client_of(cast.gil)
    place = reverse("cohort_admissions", args=[cast.evening.uid])
    assert gil.get(place).status_code == 404
    grants.grant(cast.evening, cast.gil, by=cast.mia, now=now)
    assert gil.get(place).status_code == 200
    assert grants.end(cast.evening, cast.gil, by=cast.mia, now=now)
    assert gil.get(place).status_code == 404
    assert RoleGrant.objects.filter(person=cast.gil, cohort=cast.evening, ended_at=now).count() == 1
    actions = AuditEvent.objects.filter(cohort=cast.evening).values_list("action", flat=True)
    assert {"facilitator-granted", "facilitator-ended"} <= set(actions)


def test_granting_twice_gives_one(cast, now):
    grants.grant(cast.evening, cast.gil, by=cast.mia, now=now)
    grants.grant(cast.evening, cast.gil, by=cast.mia, now=now)
    assert RoleGrant.objects.filter(person=cast.gil, cohort=cast.evening).count() == 1


def test_a_manager_cannot_raise_the_own_rights_or_those_of_another_manager(cast, now):
    people.grant(cast.ivo, now=now, program=cast.morning.program)
    for person in (cast.mia, cast.ivo):
        with pytest.raises(ValidationError):
            grants.grant(cast.morning, person, by=cast.mia, now=now)
        assert person not in grants.candidates(cast.morning, cast.mia)
    page = client_of(cast.mia)
    for person in (cast.mia, cast.ivo):
        place = reverse("facilitator_add", args=[cast.morning.uid])
        assert page.post(place, {"person": person.uid}).status_code == 422
    assert not roles.led_cohorts(cast.mia).exists()


def test_nobody_outside_the_program_is_shown_or_can_be_added(cast, now):
    people.grant(cast.cara, now=now, cohort=cast.elsewhere)
    assert set(grants.candidates(cast.morning, cast.mia)) == {cast.hana, cast.ivo}
    page = client_of(cast.mia)
    for person in (cast.cara, cast.ana, cast.amir, cast.olga):
        answer = page.post(reverse("facilitator_add", args=[cast.morning.uid]), {"person": person.uid})
        assert answer.status_code == 422
        assert str(person.uid) not in answer.content.decode()


def test_a_code_made_before_a_grant_no_longer_opens_the_account(cast, now):
    """Or whoever printed it as a facilitator would come in with the new rights."""
    code = invitations.make(cast.ivo, way="slip", by=cast.gil, now=now)
    grants.grant(cast.morning, cast.ivo, by=cast.mia, now=now)
    assert invitations.usable(code, now=now) is None


def test_inviting_a_facilitator_makes_an_account_without_any_other_right(cast, now):
    made = grants.invite_facilitator(
        cast.morning,
        sign_in_name="blue-kettle-11",
        first_name="Kit",
        last_name="",
        email="kit@example.org",
        way="mail",
        by=cast.mia,
        now=now,
    )
    assert list(roles.led_cohorts(made)) == [cast.morning]
    assert not roles.managed_programs(made).exists()
    assert not roles.can_author(made)
    assert not any([made.is_superuser, made.groups.exists(), made.user_permissions.exists()])
    assert made.invitations.count() == 1


WISHES = {
    "is_superuser": "on",
    "is_staff": "on",
    "groups": "1",
    "user_permissions": "1",
    "role": "program-manager",
    "program": "1",
    "is_active": "on",
}


def test_no_form_of_a_manager_gives_more_than_it_shows(cast, now):
    """Whatever else is posted."""
    people.author(cast.amir)
    page = client_of(cast.mia)
    person = {"first_name": "Kit", "last_name": "", "email": "", "way": "slip"}
    plan = {"audience": "participant", "pathway": "mental-health", "day": now.date().isoformat(), "start_week": "1"}
    posts = {
        "facilitator_invite": {**person, "sign_in_name": "blue-kettle-12"},
        "facilitator_add": {"person": cast.hana.uid},
        "facilitator_code": {"person": cast.gil.uid},
        "admit": {**person, **plan, "sign_in_name": "blue-kettle-13"},
        "cohort_settings": {"name": "Morning group"},
    }
    for name, data in posts.items():
        answer = page.post(reverse(name, args=[cast.morning.uid]), {**WISHES, **data})
        assert answer.status_code in (200, 302, 422), name
    assert User.objects.filter(sign_in_name__startswith="blue-kettle").count() == 2
    assert list(User.objects.filter(is_superuser=True)) == [cast.olga]
    assert list(User.objects.filter(groups__isnull=False)) == [cast.amir]
    managers = RoleGrant.objects.filter(role="program-manager").values_list("person", flat=True)
    assert list(managers) == [cast.mia.pk]
