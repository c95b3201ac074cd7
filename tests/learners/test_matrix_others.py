"""Every other address x every principal x every method: what is public, and Wagtail's admin."""

import re

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

from tests.learners import open_rules
from tests.learners.matrix import asked, routes
from tests.learners.principals import ADMIN, OPERATORS, SIGNED_IN, WITHOUT_FACTOR

pytestmark = pytest.mark.django_db
PARTS = 12


def others() -> list[str]:
    return open_rules.others([route for route, _, _ in routes()])


def test_each_address_that_is_tried_leads_to_its_route(world):
    """So that no cell tries something else than it says."""
    astray = {}
    for route in others():
        try:
            found = resolve(open_rules.url_of(route)).route
        except Resolver404:
            found = "nothing"
        if found.replace("^", "") != route.replace("^", ""):
            astray[route] = (open_rules.url_of(route), found)
    assert {route: found for route, found in astray.items() if not route.startswith(SHADOWED)} == {}


# What a route of ours, which stands above, answers in its place; and patterns of the admin's own way out.
SHADOWED = ("admin/login/", "admin/password_reset/", "documents/^", "_util/login/", "admin/^.*/$")


@pytest.mark.parametrize("part", range(PARTS))
def test_who_comes_in_elsewhere(world, part):
    wrong, done = [], 0
    mine = others()[part::PARTS]
    for route in mine:
        url = open_rules.url_of(route)
        for principal, method in open_rules.cells():
            done += 1
            got = asked(world.clients[principal], method, url)
            wrong += _found_wrong(route, principal, method, got)
    assert wrong == []
    assert done == len(mine) * len(open_rules.cells())


PLACES = (
    "/admin/users/",
    "/admin/users/edit/{}/",
    "/admin/users/new/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/users/delete/{}/",
    "/admin/bulk/learners/user/delete/?id={}",
    "/admin/bulk/learners/user/assign_role/?id={}",
    "/admin/bulk/auth/group/delete/?id=1",
    "/admin/settings/cms/sitesettings/1/",
)


@pytest.mark.parametrize("place", PLACES)
def test_accounts_groups_and_settings_are_the_operators(world, place):
    """Whoever may edit accounts could make themselves more than they are."""
    address = place.format(world.people["ana"].pk)
    for principal in SIGNED_IN:
        for method in ("GET", "POST"):
            got = asked(world.clients[principal], method, address)
            assert not isinstance(got, str), got
            if principal not in OPERATORS:
                led_away = got.status == 302 and ("settings" in place or principal in WITHOUT_FACTOR)
                assert got.status == 403 or led_away, (principal, method)
    wanted = (
        (403,) if "/delete/" in place and "user" in place else (200, 302, 404)
    )  # an account is never deleted, by nobody
    assert asked(world.clients["olga"], "GET", address).status in wanted


def test_no_row_about_people_is_reached_by_naming_its_model(world):
    """Wagtail's screens that take the name of any model: for the operator, too, except the accounts themselves."""
    models = [model._meta for model in apps.get_app_config("learners").get_models()]
    for route in (route for route in others() if "_name>" in route and route.startswith("admin/")):
        for meta in models:
            url = _naming(route, meta.app_label, meta.model_name)
            for principal in ADMIN:
                got = asked(world.clients[principal], "GET", url)
                accounts = meta.model_name == "user" and principal in OPERATORS
                assert isinstance(got, str) or got.status != 200 or accounts, (principal, url)


def _naming(route: str, app: str, model: str) -> str:
    named = re.sub(r"<\w+:\w*app\w*>", app, route)
    return open_rules.url_of(re.sub(r"<\w+:\w*model_name>", model, named))


def _found_wrong(route: str, principal: str, method: str, got) -> list[str]:
    """Wagtail's own screens may break on an empty form, but only for those who may come in there."""
    wanted = open_rules.expected(route, principal)
    if isinstance(got, str):
        known = route.startswith("admin/") and principal in open_rules.MAY[open_rules.rule_of(route)]
        return [] if known else [f"{method} {route} as {principal}: raised {got}"]
    return [] if got.status in wanted else [f"{method} {route} as {principal}: {got.status}, not {sorted(wanted)}"]
