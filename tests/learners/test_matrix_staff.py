"""Who comes into the pages of staff, by every route of Wagtail's admin, and how soon a lost right is gone."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.learners.matrix import address, answer, routes
from tests.learners.rules import ADMIN, FACILITATORS, LEARNERS, NOBODY, OFFICERS, PRINCIPALS

pytestmark = pytest.mark.django_db


def test_nobody_without_the_right_comes_into_the_admin(world):
    """Every route of Wagtail's admin, with made-up parameters, by reading and by posting."""
    outside = [name for name in PRINCIPALS if name not in ADMIN]
    opened = []
    for route, _, _ in routes():
        if not route.startswith("admin/"):
            continue
        url = "/" + made_up(route)
        for principal in outside:
            for method in ("GET", "POST"):
                status = answer(world.clients[principal], method, url).status_code
                if status not in (301, 302, 403, 404, 405):
                    opened.append(f"{method} {url} as {principal}: {status}")
    assert [line for line in opened if not HARMLESS.search(line)] == []


HARMLESS = re.compile(r"/admin/(jsi18n|sprite|icons)")  # translations and icons of the admin: no content in them


def made_up(route: str) -> str:
    """An address that matches a route: any value that its converters accept."""
    values = {"int": "999999", "uuid": str(uuid4()), "str": "x", "slug": "x", "path": "x"}
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: values.get(match[1] or "str", "x"), route)
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "1", path)
    return path.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def test_the_style_page_is_for_staff(world):
    for principal in PRINCIPALS:
        status = answer(world.clients[principal], "GET", "/styleguide/").status_code
        assert (status == 200) == (principal in (*ADMIN, *FACILITATORS, *OFFICERS)) or status in (302, 403, 404), (
            principal
        )
    for principal in (*NOBODY, *LEARNERS):
        assert answer(world.clients[principal], "GET", "/styleguide/").status_code != 200


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
