"""Users, groups and the settings of the site are the operator's alone, by every route of Wagtail's admin."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.models import RoleGrant, User
from learners.people import grants
from tests.factories.people import person
from tests.learners.matrix import routes
from tests.learners.open_rules import url_of

Role = RoleGrant.Role
pytestmark = pytest.mark.django_db
HOME = "/admin/"


def give(somebody, role):
    return grants.give_role(somebody, role, by=None, now=timezone.now())


PLACES = ("users", "groups", "sites", "settings", "locales", "collections", "redirects", "workflows", "bulk", "reports")


def places():
    return sorted({url_of(route) for route, _, _ in routes() if route.startswith("admin/") and belongs(route)})


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
            answer = method(url)
            home = answer.status_code == 302 and answer.url in (HOME, reverse("account_login"))
            if answer.status_code not in (403, 404, 405) and not home:
                opened[url] = answer.status_code
    assert {url: code for url, code in opened.items() if url.split("/")[2] not in ("reports", "bulk")} == {}
