"""The rules of what is not somebody's own: public pages, sign-in, files, and Wagtail's admin. By the start of the
route; each route is met by exactly one, the longest start counting.

PUBLIC: everybody. STAFF: also says no to those who are signed in. AUTHORS: who may open the admin, as far as Wagtail's
own permissions go. OPERATORS: accounts, groups, the site and its settings. HARMLESS: the admin's icons and its
words for scripts, in which there is nothing. SIGNPOST: Wagtail's own sign-in, closed: leads to ours.
"""

import re
from uuid import uuid4

from courses.models import ModulePage
from tests.learners.principals import (
    ADMIN,
    BOTH,
    FACILITATORS,
    NOBODY,
    OPERATORS,
    PRINCIPALS,
    PRIVACY_OFFICERS,
    SIGNED_IN,
    WITHOUT_FACTOR,
)
from tests.learners.rules import METHODS

PUBLIC, HARMLESS, SIGNPOST = "public", "harmless", "signpost"
STAFF, AUTHORS, OPERATOR = "staff", "authors", "operator"
MAY = {
    PUBLIC: PRINCIPALS,
    HARMLESS: PRINCIPALS,
    SIGNPOST: PRINCIPALS,
    STAFF: tuple(one for one in SIGNED_IN if one in (*ADMIN, *FACILITATORS, *PRIVACY_OFFICERS)),
    AUTHORS: ADMIN,
    OPERATOR: OPERATORS,
}
RULES_BY_START = {
    "leave/": PUBLIC,
    "getting-help-now/": PUBLIC,
    "healthz/": PUBLIC,
    "robots.txt": PUBLIC,
    "styleguide/": STAFF,
    "media/images/": PUBLIC,
    "accounts/": PUBLIC,  # what is behind a sign-in there leads to it
    "program/": PUBLIC,
    "certificates/": PUBLIC,
    "welcome/": PUBLIC,
    "calendar/": PUBLIC,  # by a secret token
    "documents/": PUBLIC,
    "^documents/": PUBLIC,
    "_util/": PUBLIC,
    "_util/login/": SIGNPOST,
    "^((?:[\\w\\-]+/)*)$": PUBLIC,  # the public pages
    "admin/": AUTHORS,
    "admin/gate/": AUTHORS,
    "admin/login/": SIGNPOST,
    "admin/password_reset/": SIGNPOST,
    "^admin/password_reset/": SIGNPOST,
    "admin/jsi18n/": HARMLESS,
    "admin/sprite/": HARMLESS,
    "admin/logout/": HARMLESS,
    "admin/users/": OPERATOR,
    "admin/groups/": OPERATOR,
    "admin/sites/": OPERATOR,
    "admin/locales/": OPERATOR,
    "admin/redirects/": OPERATOR,
    "admin/settings/": OPERATOR,
}
# One of each kind tries all methods; whoever is like another one here tries the two that browsers send.
LIKE_ANOTHER = ("dan", "erin", "ben", "cara", "finn", "flo", "fred", "fern", "hana", "pete", *BOTH)
BY_US = ("learn/", "family/", "facilitate/", "privacy/", "account/", "start/")  # always in RULES, by name


def of(route: str) -> list[str]:
    """The start whose rule holds: none, or the longest one."""
    if route.startswith(BY_US):
        return []
    found = [start for start in RULES_BY_START if route.startswith(start)]
    return [max(found, key=len)] if found else []


def rule_of(route: str) -> str:
    return RULES_BY_START[of(route)[0]]


def without_route(routes: list[str]) -> list[str]:
    used = {start for route in routes for start in of(route)}
    return sorted(set(RULES_BY_START) - used)


def others(routes: list[str]) -> list[str]:
    return [route for route in routes if of(route)]


def cells() -> list[tuple[str, str]]:
    """(principal, method), for each route."""
    return [(one, method) for one in PRINCIPALS for method in (("GET", "POST") if one in LIKE_ANOTHER else METHODS)]


def number_of_cells(routes: list[str]) -> int:
    return len(others(routes)) * len(cells())


# --- addresses and answers ------------------------------------------------------------------------------------------

PAGE_PARAMETERS = re.compile(r"<int:(?:page_id|parent_page_id|pk|page_pk|page_to_move_id)>")
NAMED_GROUP = re.compile(r"\(\?P<\w+>(?:\[[^]]*\]|\.)\+\)")
VALUES = {"int": "999999", "uuid": str(uuid4()), "str": "x", "slug": "x", "path": "x"}


def url_of(route: str) -> str:
    """An address that matches a route: a module's page where one is named, else any value."""
    page = ModulePage.objects.get(code="p04").pk
    path = PAGE_PARAMETERS.sub(str(page), route) if "page" in route else route
    path = NAMED_GROUP.sub("1", path).replace("<str:pk>", "999999")
    path = path.replace("<slug:app_label>/<slug:model_name>", "courses/source")
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda match: VALUES.get(match[1] or "str", "x"), path)
    path = path.replace(r"(live|earliest|\d+)\.\.\.(live|latest|\d+)", "live...latest")
    path = re.sub(r"\(\?P<\w+>[^)]*\)|\(\\d\+\)", "1", path)
    path = re.sub(r"\(\?:\[\\w\\-\]\+/\)\*|\(\?:\.\*\)|\(\.\*\)", "x", path).replace("((?:[\\w\\-]+/)*)", "x/")
    return "/" + path.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "").replace("(x)", "x/")


def expected(route: str, principal: str) -> set[int]:
    """Whoever may come in hears what the page says; all others no, or where to sign in."""
    rule = rule_of(route)
    if rule == SIGNPOST:
        return {302}
    if principal in MAY[rule]:
        return {200, 301, 302, 400, 403, 404, 405, 409, 422, 429}
    if rule == STAFF:
        return {302, 403, 404, 405}
    if principal in (*NOBODY, *WITHOUT_FACTOR):
        return {302, 405}
    return {302, 403, 404, 405} if principal in ADMIN else {403}
