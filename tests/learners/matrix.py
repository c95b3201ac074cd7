"""The world of the matrix: every route of the resolver, the principals, and the rule of each of our routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from courses import outline
from learners import attempts, progress
from tests.factories import courses as curriculum
from tests.factories.people import Cast, make_cast

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = {302}
PARTICIPANTS = ("ana", "ben", "cara")
FAMILY = ("fay", "finn")
FACILITATORS = ("gil", "hana", "mia")
LEADERS = ("gil", "hana")
MANAGERS = ("mia",)
NOBODY = ("anonymous", "dan")  # no session: never signed in, or the account was closed
OTHERS = ("ivo", "amir", "olga")
PRINCIPALS = (*NOBODY, *PARTICIPANTS, *FAMILY, *FACILITATORS, *OTHERS)
LEARNERS = (*PARTICIPANTS, *FAMILY)


@dataclass(frozen=True)
class Rule:
    """`who` may come in, by which `methods`; `object` names what the address points at: an own module, attempt, guide,
    cohort, person (a participant's episode), sheet (one that Ana or Ben shared), led (a cohort that is facilitated,
    not managed), program.

    A `who` of LEADERS keeps managers out with 404 where the address names a cohort or a person.
    """

    who: tuple[str, ...]
    methods: str
    object: str = ""


RULES = {
    "plan": Rule(LEARNERS, "GET HEAD"),
    "keep": Rule(PRINCIPALS[2:], "GET POST"),
    "history": Rule(LEARNERS, "GET HEAD"),
    "program": Rule(LEARNERS, "GET HEAD"),
    "search": Rule(LEARNERS, "GET HEAD POST"),
    "my_plan": Rule(LEARNERS, "GET HEAD"),
    "module": Rule(LEARNERS, "GET HEAD", "module"),
    "short_version": Rule(LEARNERS, "GET HEAD POST", "module"),
    "handout": Rule(LEARNERS, "GET HEAD", "module"),
    "card": Rule(LEARNERS, "GET HEAD", "module"),
    "worksheet": Rule(LEARNERS, "GET HEAD POST", "module"),
    "worksheet_finish": Rule(LEARNERS, "POST", "module"),
    "check_in_start": Rule(LEARNERS, "POST", "module"),
    "check_in": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_all": Rule(LEARNERS, "GET HEAD POST", "attempt"),
    "check_in_review": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_hand_in": Rule(LEARNERS, "POST", "attempt"),
    "check_in_result": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_question": Rule(LEARNERS, "GET HEAD POST", "attempt"),
    "start": Rule(PRINCIPALS[2:], "GET HEAD"),
    # facilitate/cohorts.py
    "cohorts": Rule(FACILITATORS, "GET HEAD"),
    "cohort": Rule(FACILITATORS, "GET HEAD", "cohort"),
    # facilitate/modules.py
    "curriculum": Rule(FACILITATORS, "GET HEAD"),
    "guide": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_handout": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_changes": Rule(FACILITATORS, "GET HEAD", "guide"),
    # facilitate/people.py
    # facilitate/groups.py
    # facilitate/schedule.py
    # facilitate/records.py
    # facilitate/insight.py
    # facilitate/admissions.py
    # learn.py: what participants do for a group
}
OWN_COHORTS = {"gil": ("morning",), "hana": ("evening",), "mia": ("morning", "evening")}
# Routes of Wagtail, allauth and the public site: (start of the route, who may come in beyond sign-in).
ADMIN = ("amir", "olga")
OTHER_ROUTES = {
    "admin/": "admin",
    "accounts/": "account",
    "_util/": "public",
    "documents/": "public",
    "styleguide/": "staff",
    "leave/": "public",
    "program/": "public",
    "healthz/": "public",
    "robots.txt": "public",
    "getting-help-now/": "public",
    "^": "public",
    "": "public",
}


@dataclass
class World:
    cast: Cast
    clients: dict[str, Client]
    module: object
    family_module: object
    others_module: object  # of a curriculum that nobody here works with
    attempts: dict[str, object]


def make_world() -> World:
    page = curriculum.program()
    cast = make_cast(page.translation_key)
    program = outline.get(page.translation_key)
    by_audience = {
        module.audience: module for module in program.by_key.values() if module.question_count and module.week == 1
    }
    clients = {}
    for name in PRINCIPALS:
        clients[name] = Client(raise_request_exception=True)
        if name not in NOBODY:
            clients[name].force_login(getattr(cast, name))
    made = {}
    for name in LEARNERS:
        enrolment = getattr(cast, f"{name}_learns")
        module = by_audience[enrolment.audience]
        progress.see_card(enrolment, module, module.cards[0].id, now=timezone.now())
        made[name] = attempts.start(enrolment, module, now=timezone.now())
    others = curriculum.module(curriculum.week(curriculum.empty_program("Another curriculum"), 1), "p01")
    return World(
        cast,
        clients,
        by_audience["participant"],
        by_audience["family"],
        outline.get(others.get_parent().get_parent().translation_key).by_code["p01"],
        made,
    )


def routes() -> Iterator[tuple[str, str | None, list[str]]]:
    """(route, name, parameters) of every address."""

    def walk(patterns, prefix: str, parameters: list[str]):
        for pattern in patterns:
            own = [*parameters, *pattern.pattern.converters, *pattern.pattern.regex.groupindex]
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route, own)
            elif isinstance(pattern, URLPattern):
                yield route, pattern.name, list(dict.fromkeys(own))

    yield from walk(get_resolver().url_patterns, "", [])


def address(name: str, **known: UUID | str) -> str:
    """The address of one of our routes; parameters that a test does not care about are made up."""
    parameters = next(found for _, route_name, found in routes() if route_name == name)
    return reverse(name, kwargs={parameter: known.get(parameter, uuid4()) for parameter in parameters})


def answer(client: Client, method: str, url: str):
    return client.generic(method, url, "", content_type="application/x-www-form-urlencoded")
