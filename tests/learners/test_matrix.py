"""Every address x every principal x own, foreign and absent objects x every method, made from the resolver.

A new route without a rule fails. What is another's answers exactly as what does not exist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from courses import outline
from learners import attempts, progress
from tests.factories import courses as curriculum
from tests.factories.people import Cast, make_cast

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = {302}
PARTICIPANTS = ("ana", "ben", "cara")
FAMILY = ("fay", "finn")
FACILITATORS = ("gil", "hana", "mia")
NOBODY = ("anonymous", "dan")  # no session: never signed in, or the account was closed
OTHERS = ("ivo", "amir", "olga")
PRINCIPALS = (*NOBODY, *PARTICIPANTS, *FAMILY, *FACILITATORS, *OTHERS)
LEARNERS = (*PARTICIPANTS, *FAMILY)


@dataclass(frozen=True)
class Rule:
    """`who` may come in, by which `methods`; `object` names what the address points at."""

    who: tuple[str, ...]
    methods: str
    object: str = ""


RULES = {
    "plan": Rule(LEARNERS, "GET HEAD"),
    "keep": Rule(PRINCIPALS[2:], "GET POST"),
    "history": Rule(LEARNERS, "GET HEAD"),
    "module": Rule(LEARNERS, "GET HEAD", "module"),
    "short_version": Rule(LEARNERS, "GET HEAD POST", "module"),
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
    "cohorts": Rule(FACILITATORS, "GET HEAD"),
    "cohort": Rule(FACILITATORS, "GET HEAD", "cohort"),
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
    attempts: dict[str, object]


@pytest.fixture
def world() -> World:
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
    return World(cast, clients, by_audience["participant"], by_audience["family"], made)


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


def test_every_route_has_exactly_one_rule():
    without = []
    for route, name, _ in routes():
        ours = name in RULES and route.startswith(("learn/", "facilitate/", "start/"))
        other = any(route.startswith(start) for start in OTHER_ROUTES if start) or not route.startswith(
            ("learn/", "facilitate/", "start/")
        )
        if ours == other:
            without.append(route)
    assert without == []
    assert set(RULES) == {name for route, name, _ in routes() if route.startswith(("learn/", "facilitate/", "start/"))}


@pytest.mark.parametrize("name", sorted(RULES))
def test_who_comes_in_where_and_how(world, name):
    rule = RULES[name]
    wrong = []
    for principal, method, relation in cells(rule):
        url = url_for(world, name, principal, relation)
        got = answer(world.clients[principal], method, url).status_code
        wanted = expected(rule, principal, method, relation)
        if got not in wanted:
            wrong.append(f"{method} {name} as {principal}, {relation}: {got}, not {sorted(wanted)}")
    assert wrong == []


def cells(rule: Rule) -> Iterator[tuple[str, str, str]]:
    relations = ("own", "foreign", "absent") if rule.object else ("own",)
    for principal in PRINCIPALS:
        for relation in relations:
            for method in METHODS:
                yield principal, method, relation


def url_for(world: World, name: str, principal: str, relation: str) -> str:
    rule = RULES[name]
    if rule.object == "attempt":
        return attempt_url(world, name, principal, relation)
    if rule.object == "cohort":
        own = OWN_COHORTS.get(principal, ("morning",))[0]
        foreign = {"gil": "evening", "hana": "morning"}.get(principal, "elsewhere")
        cohort = {"own": own, "foreign": foreign}.get(relation)
        return address(name, cohort_uid=getattr(world.cast, cohort).uid if cohort else uuid4())
    mine, other = (world.family_module, world.module) if principal in FAMILY else (world.module, world.family_module)
    module = {"own": mine, "foreign": other}.get(relation)
    card = {"card_id": module.cards[0].id} if module else {}
    return address(name, module_key=module.key if module else uuid4(), **card)


def attempt_url(world: World, name: str, principal: str, relation: str) -> str:
    own = world.attempts.get(principal)
    foreign = world.attempts["ben" if principal == "ana" else "ana"]
    attempt = {"own": own or foreign, "foreign": foreign}.get(relation)
    known = {"attempt_id": attempt.pk, "question_id": attempt.asks[0]} if attempt else {}
    return address(name, **known)


def expected(rule: Rule, principal: str, method: str, relation: str) -> set[int]:
    if method not in rule.methods.split():
        return {405} | ({302} if principal in NOBODY else set())
    if principal in NOBODY:
        return SIGN_IN
    if rule.object == "attempt" and principal not in rule.who:
        return {404}
    if principal not in rule.who:
        return {403}
    if relation in ("foreign", "absent"):
        return {404}
    return {200, 302}


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.object))
def test_foreign_and_absent_look_the_same(world, name):
    for principal in RULES[name].who:
        for method in RULES[name].methods.split():
            foreign = answer(world.clients[principal], method, url_for(world, name, principal, "foreign"))
            absent = answer(world.clients[principal], method, url_for(world, name, principal, "absent"))
            assert without_tokens(foreign) == without_tokens(absent)
            assert headers(foreign) == headers(absent)


def without_tokens(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


def headers(response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "Content-Length"}


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
        assert (status == 200) == (principal in (*ADMIN, *FACILITATORS)) or status in (302, 403, 404), principal
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
