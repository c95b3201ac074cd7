"""A small published program and the cast in it."""

import pytest
from django.test import Client
from django.utils import timezone

from courses import editions, outline
from courses.map import ModuleOutline, Outline
from learners.groups import live, sessions
from learners.models import GroupSession, LiveQuestion
from tests.factories.people import Cast, make_cast


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def program(program_page) -> Outline:
    return outline.get(program_page.translation_key)


@pytest.fixture
def cast(program) -> Cast:
    return make_cast(program.program_key)


@pytest.fixture
def module(program) -> ModuleOutline:
    """The participants' complete module of week 1: every block, question kind and field kind."""
    return next(
        m for m in program.by_key.values() if m.audience == "participant" and m.question_count and m.worksheet_title
    )


@pytest.fixture
def questions(module) -> list[dict]:
    return editions.content(editions.get(module.edition_id)).quiz["questions"]


@pytest.fixture
def fields(module) -> list[dict]:
    return editions.content(editions.get(module.edition_id)).worksheet["fields"]


@pytest.fixture
def ana(cast) -> Client:
    """Ana's browser."""
    client = Client()
    client.force_login(cast.ana)
    return client


@pytest.fixture
def wronged(questions) -> dict:
    """A question whose key is wrong."""
    return next(one for one in questions if one["kind"] == "single_choice")


@pytest.fixture
def today(cast, now):
    return cast.morning.today(now)


@pytest.fixture
def session(cast, module, today, now) -> GroupSession:
    """Under way, whatever weekday it is."""
    cast.morning.days = list(range(7))
    cast.morning.save()
    return sessions.begin(cast.morning, today, module, by=cast.gil, now=now)


@pytest.fixture
def question(session) -> dict:
    return live.askable(session.edition_id)[0]


@pytest.fixture
def asked(session, question, cast, now) -> LiveQuestion:
    return live.ask(session, question["id"], by=cast.gil, now=now)
