"""The pages of a program manager: what they cost, and a group from its making to its facilitators."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.models import Cohort
from tests.factories import people
from tests.learners.papers import just_signed_in
from tests.learners.people.test_coming_in import at, crowd, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(cast) -> Client:
    client = Client()
    client.force_login(cast.mia)
    just_signed_in(client, cast.mia)
    return client


def test_the_pages_of_programs_cost_the_same_with_1_and_with_30_groups(cast, mia):
    program = cast.morning.program
    places = [reverse("programs"), at("program_settings", program), at("facilitators", cast.morning)]
    before = [queries(mia, "get", place) for place in places]
    for number in range(30):
        group = people.cohort(program, f"Group {number}")
        crowd(group, 1 + number)
        people.grant(people.person(f"staff-{number}"), now=timezone.now(), cohort=group)
    assert [queries(mia, "get", place) for place in places] == before
    assert max(before) <= 10


def test_a_manager_makes_a_group_sets_it_and_staffs_it(cast, mia):
    group = {"name": "Noon group", "days": ["1", "3"], "starts_at": "12:00", "ends_at": "13:00", "is_open": "on"}
    group |= {"time_zone": "America/Denver", "mode": "own-clock"}
    mia.post(at("cohort_new", cast.morning.program), group)
    made = Cohort.objects.get(name="Noon group")
    assert mia.post(at("cohort_settings", made), {**group, "days": ["2"]}).status_code == 302
    assert Cohort.objects.get(pk=made.pk).days == [2]
    mia.post(at("facilitator_add", made), {"person": cast.gil.uid})
    assert "Gil Example" in mia.get(at("facilitators", made)).content.decode()
    slip = mia.post(at("facilitator_code", made), {"person": cast.gil.uid})
    assert slip.context["slips"][0].person == cast.gil
    mia.post(at("facilitator_end", made), {"person": cast.gil.uid})
    assert "Nobody facilitates" in mia.get(at("facilitators", made)).content.decode()
    assert mia.post(at("cohort_settings", made), {**group, "days": []}).status_code == 422
