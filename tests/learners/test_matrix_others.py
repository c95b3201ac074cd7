"""Every other address x every principal x every method: what is public, and Wagtail's admin."""

import pytest
from django.urls import Resolver404, resolve

from tests.learners import open_rules
from tests.learners.matrix import asked, routes
from tests.learners.principals import ADMIN, PRINCIPALS
from tests.learners.rules import METHODS

pytestmark = pytest.mark.django_db
PARTS = 12
THIN = False  # tests/removing asks each address once
BREAKS = ("admin/failwhale/",)  # Wagtail's own trial of the error page


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
        if found != route:
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
        for principal in PRINCIPALS:
            for method in ("GET",) if THIN else METHODS:
                done += 1
                got = asked(world.clients[principal], method, url)
                wrong += _found_wrong(route, principal, method, got)
                assert not THIN or wrong == []
    assert wrong == []
    assert done == len(mine) * len(PRINCIPALS) * len(METHODS) or THIN


def _found_wrong(route: str, principal: str, method: str, got) -> list[str]:
    if isinstance(got, str):
        known = route in BREAKS and principal in ADMIN
        return [] if known else [f"{method} {route} as {principal}: raised {got}"]
    wanted = open_rules.expected(route, principal)
    return [] if got.status in wanted else [f"{method} {route} as {principal}: {got.status}, not {sorted(wanted)}"]
