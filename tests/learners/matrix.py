"""The world of the matrix: every route of the resolver, the principals, and the rule of each of our routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from courses import outline
from courses.models import ProgramPage
from learners.learning import attempts, progress
from learners.safekeeping import sharing
from tests.factories import courses as curriculum
from tests.factories.people import Cast, make_cast
from tests.learners.papers import Papers, just_signed_in, make_papers
from tests.learners.rules import LEARNERS, NOBODY, PARTICIPANTS, PRINCIPALS


@dataclass
class World:
    cast: Cast
    clients: dict[str, Client]
    module: object
    family_module: object
    others_module: object  # of a curriculum that nobody here works with
    attempts: dict[str, object]
    handed_in: dict[object, object]  # enrolment -> attempt
    papers: Papers


def make_world(page: ProgramPage) -> World:
    cast = make_cast(page.translation_key)
    program = outline.get(page.translation_key)
    by_audience = {
        module.audience: module for module in program.by_key.values() if module.question_count and module.week == 1
    }
    clients = _browsers(cast)
    made, handed_in, now = {}, {}, timezone.now()
    for name in LEARNERS:
        enrolment = getattr(cast, f"{name}_learns")
        module = by_audience[enrolment.audience]
        progress.see_card(enrolment, module, module.cards[0].id, now=now)
        if name in PARTICIPANTS:
            handed_in[enrolment] = attempts.submit(attempts.start(enrolment, module, now=now), module, now=now)
            sharing.share(enrolment, module.key, now=now)
        made[name] = attempts.start(enrolment, module, now=now)
    others = curriculum.module(curriculum.week(curriculum.empty_program("Another curriculum"), 1), "p01")
    return World(
        cast,
        clients,
        by_audience["participant"],
        by_audience["family"],
        outline.get(others.get_parent().get_parent().translation_key).by_code["p01"],
        made,
        handed_in,
        make_papers(cast, now=now),
    )


def _browsers(cast: Cast) -> dict[str, Client]:
    """Each signed in with both steps; Petra just now, since she takes files out."""
    clients = {}
    for name in PRINCIPALS:
        clients[name] = Client(raise_request_exception=True)
        if name not in NOBODY:
            clients[name].force_login(getattr(cast, name))
    just_signed_in(clients["petra"], cast.petra)
    return clients


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
    made_up = {"day": next_monday()}
    return reverse(name, kwargs={one: known.get(one, made_up.get(one, uuid4())) for one in parameters})


def next_monday() -> date:
    """Every cohort of the cast meets then."""
    today = timezone.now().date()
    return today + timedelta(days=7 - today.weekday())


def answer(client: Client, method: str, url: str):
    return client.generic(method, url, "", content_type="application/x-www-form-urlencoded")
