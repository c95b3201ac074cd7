"""How soon a lost right is gone, in sessions that are open."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.learners.matrix import address

pytestmark = pytest.mark.django_db


def test_a_facilitator_removed_from_a_cohort_is_out_on_the_next_request(world):
    client, cohort = world.clients["gil"], world.cast.morning
    assert client.get(address("cohort", cohort_uid=cohort.uid)).status_code == 200
    world.cast.gil.role_grants.update(ended_at=timezone.now())
    assert client.get(address("cohort", cohort_uid=cohort.uid)).status_code == 403


def test_a_closed_account_is_out_on_the_next_request(world):
    client = world.clients["ana"]
    assert client.get(reverse("plan")).status_code == 200
    type(world.cast.ana).objects.filter(pk=world.cast.ana.pk).update(is_active=False)
    assert client.get(reverse("plan")).status_code == 302
