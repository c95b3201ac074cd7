"""Every address x every principal x own, foreign and absent objects x every method, made from the resolver.

A new route without a rule fails. What is another's answers exactly as what does not exist.
"""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.utils import timezone

from learners.models import PrivacyRequest
from tests.learners import emergencies, papers
from tests.learners.matrix import World, address, answer, routes
from tests.learners.rules import (
    FACILITATORS,
    FAMILY,
    METHODS,
    NOBODY,
    OTHER_ROUTES,
    OWN_COHORTS,
    PARTICIPANTS,
    PRINCIPALS,
    RULES,
    SIGN_IN,
    Rule,
)

pytestmark = pytest.mark.django_db
OURS = ("learn/", "family/", "facilitate/", "privacy/", "account/", "start/")


def test_every_route_has_exactly_one_rule():
    without = []
    for route, name, _ in routes():
        ours = name in RULES and route.startswith(OURS)
        other = any(route.startswith(start) for start in OTHER_ROUTES if start) or not route.startswith(OURS)
        if ours == other:
            without.append(route)
    assert without == []
    assert set(RULES) == {name for route, name, _ in routes() if route.startswith(OURS)}


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
    if rule.object in ("person", "tried", "sheet", "program"):
        return staff_url(world, name, principal, relation)
    if rule.object == "attempt":
        return attempt_url(world, name, principal, relation)
    if rule.object.startswith("emergency: "):
        kind = rule.object.removeprefix("emergency: ")
        return address(name, **emergencies.parameters(world, name, kind, principal, relation))
    if rule.object == "paper":
        return papers.url_for(world.papers, name, relation)
    if rule.object == "request":
        return request_url(world, name, principal, relation)
    if rule.object in ("cohort", "led"):
        own = OWN_COHORTS.get(principal, ("morning",))[0]
        foreign = {"gil": "evening", "hana": "morning"}.get(principal, "elsewhere")
        cohort = {"own": own, "foreign": foreign}.get(relation)
        return address(
            name, cohort_uid=getattr(world.cast, cohort).uid if cohort else uuid4(), module_key=world.module.key
        )
    if rule.object in ("named", "signed"):
        return own_people_url(world, name, principal, relation)
    if rule.object in ("link", "shared"):
        return link_url(world, name, principal, relation)
    mine, other = (world.family_module, world.module) if principal in FAMILY else (world.module, world.family_module)
    if rule.object == "guide":
        mine, other = world.family_module, world.others_module
    module = {"own": mine, "foreign": other}.get(relation)
    card = {"card_id": module.cards[0].id} if module else {}
    return address(name, module_key=module.key if module else uuid4(), **card)


def staff_url(world: World, name: str, principal: str, relation: str) -> str:
    """Gil follows Ana, Hana follows Ben, Mia manages the program of both; Cara and her program are nobody's here."""
    own = world.cast.ben_learns if principal == "hana" else world.cast.ana_learns
    foreign = {"gil": world.cast.ben_learns, "hana": world.cast.ana_learns}.get(principal, world.cast.cara_learns)
    if RULES[name].object == "program":
        own, foreign = world.cast.morning.program, world.cast.elsewhere.program
        target = {"own": own, "foreign": foreign}.get(relation)
        known = {"module_key": world.module.key, "edition_id": world.module.edition_id}
        known["question_id"] = world.attempts["ana"].asks[0]
        return address(name, program_uid=target.uid if target else uuid4(), **known)
    target = {"own": own, "foreign": foreign}.get(relation)
    known = {"module_key": world.module.key, "deed": "pause"} if target else {}
    if target:
        signed = {one.link.participant: one.uid for one in world.signed.values()}
        known |= {"consent_uid": signed[target]}
    if RULES[name].object == "tried":
        known |= {"attempt_id": world.handed_in[target].pk} if target else {}
    return address(name, enrolment_uid=target.uid if target else uuid4(), **known)


def attempt_url(world: World, name: str, principal: str, relation: str) -> str:
    own = world.attempts.get(principal)
    foreign = world.attempts["ben" if principal == "ana" else "ana"]
    attempt = {"own": own or foreign, "foreign": foreign}.get(relation)
    known = {"attempt_id": attempt.pk, "question_id": attempt.asks[0]} if attempt else {}
    return address(name, **known)


def link_url(world: World, name: str, principal: str, relation: str) -> str:
    """What Fay and Finn said yes to, and what is shown to each."""
    found = world.links if RULES[name].object == "link" else world.shown
    own, foreign = (found["finn"], found["fay"]) if principal == "finn" else (found["fay"], found["finn"])
    one = {"own": own, "foreign": foreign}.get(relation)
    uid = one.uid if one else uuid4()
    return address(name, link_uid=uid, share_uid=uid)


def own_people_url(world: World, name: str, principal: str, relation: str) -> str:
    """Whom a participant named, and what the participant signed for that person."""
    own = world.signed[principal if principal in PARTICIPANTS else "ana"]
    foreign = world.signed["ben" if principal == "ana" else "ana"]
    consent = {"own": own, "foreign": foreign}.get(relation)
    if consent is None:
        return address(name)
    return address(
        name, **{"consent_uid": consent.uid} if RULES[name].object == "signed" else {"link_uid": consent.link.uid}
    )


def request_url(world: World, name: str, principal: str, relation: str) -> str:
    """Something that the person, or somebody else, asks for and has not taken back."""
    own = world.cast.ana if principal in NOBODY else getattr(world.cast, principal)
    person = {"own": own, "foreign": world.cast.ben if own == world.cast.ana else world.cast.ana}.get(relation)
    if person is None:
        return address(name)
    now = timezone.now()
    asked = PrivacyRequest.objects.get_or_create(
        person=person, kind="export", state="open", defaults={"made_at": now, "due_on": now.date()}
    )[0]
    return address(name, request_uid=asked.uid)


def expected(rule: Rule, principal: str, method: str, relation: str) -> set[int]:
    if method not in rule.methods.split():
        return {405} | ({302} if principal in NOBODY and not rule.is_open else set())
    if principal in NOBODY and not rule.is_open:
        return SIGN_IN
    if principal in rule.led_across:
        return {302}
    if rule.object == "attempt" and principal not in rule.who:
        return {404}
    if rule.object in ("led", "person", "tried", "sheet") and principal in FACILITATORS and principal not in rule.who:
        return {404}
    if principal not in rule.who:
        return {403}
    if relation in ("foreign", "absent"):
        return {404}
    return {200, 302, 422} if method == "POST" else {200, 302}


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
