"""The world of the matrix: the cast, who else tries every address, and something of each kind to try: own, another's,
and gone.
"""

import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from courses import outline
from courses.map import ModuleOutline, Outline
from courses.models import ProgramPage
from learners.groups import calendars
from learners.learning import attempts, progress
from learners.models import (
    Attempt,
    Audience,
    Cohort,
    Enrolment,
    PrivacyRequest,
    Program,
    User,
)
from learners.people import enrolments, grants
from learners.privacy import requests
from learners.safekeeping import sharing
from tests.factories import courses as curriculum
from tests.factories import people
from tests.factories.people import Cast, make_cast
from tests.learners import emergencies, kin, papers
from tests.learners.principals import LEARNERS, NOBODY, PARTICIPANTS, SIGNED_IN, WITHOUT_FACTOR

DAY = timedelta(days=1)


@dataclass
class World:
    cast: Cast
    people: dict[str, User]
    learns: dict[str, Enrolment]
    former: Cohort  # of a program in which nobody works any more; Erin's episode ended there
    module: ModuleOutline
    second: ModuleOutline  # of week 2; Ana and Ben shared its sheet and ended that
    family_module: ModuleOutline
    others_module: ModuleOutline  # of a curriculum that nobody here works with
    gone_module: ModuleOutline  # was published, and people opened it
    attempts: dict[str, Attempt]  # under way
    handed_in: dict[Enrolment, Attempt]
    tokens: dict[str, str]  # of calendar feeds: running, ended
    kin: kin.Kin
    asked: dict[str, PrivacyRequest]  # by everybody for themselves: open
    taken_back: dict[str, PrivacyRequest]
    papers: papers.Papers
    emergencies: emergencies.Emergencies
    clients: dict[str, Client] = field(default_factory=dict)


def make_world(page: ProgramPage) -> World:
    """Rows only: `sign_everybody_in` comes afterwards, in each test."""
    now = timezone.now()
    cast = make_cast(page.translation_key)
    gone = curriculum.module(curriculum.week(page, 3), "p30", **curriculum.complete())
    program = outline.get(page.translation_key)
    found = {name: program.by_code[code] for name, code in MODULES.items()}
    users, learns = _everybody(cast, page, now)
    former = _former(users, learns, page, now)
    more = {"others_module": _others(), "attempts": {}, "handed_in": {}, "tokens": {}}
    more |= {"kin": kin.make_kin(users, learns, now=now), "asked": {}, "taken_back": {}}
    world = World(cast, users, learns, former, **found, **more, **_desk(cast, more["kin"], now))
    _ask(world, now)
    for name in (*LEARNERS, "bea_family", "dan", "erin"):
        _learn(world, name, program, now)
    _feeds(world, now)
    gone.unpublish()
    User.objects.filter(pk=users["erin"].pk).update(is_active=False, erased_at=now)
    return world


MODULES = {"module": "p01", "second": "p04", "family_module": "f01", "gone_module": "p30"}


def sign_everybody_in(world: World) -> None:
    """Also Dan and Erin, whose accounts are closed only after that: an open session is no way in."""
    closed = User.objects.filter(sign_in_name__in=NOBODY)
    closed.update(is_active=True)
    world.clients = {"anonymous": Client()}
    for name in (*NOBODY[1:], *SIGNED_IN):
        world.clients[name] = Client()
        who = User.objects.get(pk=world.people[name].pk)
        people.sign_in(world.clients[name], who, second_step=name not in WITHOUT_FACTOR)
        papers.just_signed_in(world.clients[name], who)
    closed.update(is_active=False)
    for name in WITHOUT_FACTOR:
        world.clients[name].get("/facilitate/")  # there it is found, and kept in the session, that the step is owed


# --- people ---------------------------------------------------------------------------------------------------------


def _everybody(cast: Cast, page: ProgramPage, now: datetime) -> tuple[dict[str, User], dict[str, Enrolment]]:
    users = {name: getattr(cast, name) for name in (*people.NAMES, "olga")}
    users |= {name: people.person(name) for name in ("flo", "fred", "fern", "bea", "pete", "rita", "erin")}
    learns = {name: enrolment for name in LEARNERS if (enrolment := getattr(cast, f"{name}_learns", None))}
    for name in ("flo", "fred", "fern"):
        learns[name] = enrolments.enrol(users[name], cast.morning, by=None, now=now, audience=Audience.FAMILY)
    learns["bea"] = enrolments.enrol(users["bea"], cast.evening, by=None, now=now, pathway="mental-health")
    learns["bea_family"] = enrolments.enrol(users["bea"], cast.morning, by=None, now=now, audience=Audience.FAMILY)
    learns["dan"] = users["dan"].enrolments.get()
    people.grant(users["pete"], now=now, cohort=cast.morning)
    for name, role in (("amir", "author"), ("rita", "clinical-reviewer"), ("olga", "operator")):
        grants.give_role(users[name], role, by=None, now=now)
    return users, learns


def _former(users: dict[str, User], learns: dict[str, Enrolment], page: ProgramPage, now: datetime) -> Cohort:
    """All staff worked there once; nobody does now."""
    program = people.program(page.translation_key, "Former program")
    cohort = people.cohort(program, "Former group")
    for name in ("gil", "hana", "pete"):
        people.grant(users[name], now=now, cohort=cohort, ended=True)
    people.grant(users["mia"], now=now, program=program, ended=True)
    usual = {"pathway": "mental-health", "starts_on": now.date() - 90 * DAY}
    learns["erin"] = enrolments.enrol(users["erin"], cohort, by=None, now=now, **usual)
    enrolments.end(learns["erin"], on=now.date() - DAY, by=None, now=now)
    return cohort


# --- what they did --------------------------------------------------------------------------------------------------


def _learn(world: World, name: str, program: Outline, now: datetime) -> None:
    """A card seen, and an attempt under way; participants handed one in, share a sheet, and shared another once."""
    enrolment = world.learns[name]
    module = world.family_module if enrolment.audience == Audience.FAMILY else world.module
    progress.see_card(enrolment, module, module.cards[0].id, now=now)
    if name in (*PARTICIPANTS, "erin"):
        tried = attempts.submit(attempts.start(enrolment, module, now=now), module, now=now)
        world.handed_in[enrolment] = tried
        progress.see_card(enrolment, world.gone_module, world.gone_module.cards[0].id, now=now)
        sharing.share(enrolment, world.second.key, now=now)
        sharing.stop(enrolment.person, world.second.key, now=now)
        sharing.share(enrolment, module.key, now=now)
    world.attempts[name] = attempts.start(enrolment, module, now=now)


def _feeds(world: World, now: datetime) -> None:
    world.tokens["running"] = calendars.make_feed(world.people["ana"], now=now)
    world.tokens["ended"] = calendars.make_feed(world.people["ben"], now=now)
    calendars.end_feed(world.people["ben"], now=now)


def _others() -> ModuleOutline:
    others = curriculum.module(curriculum.week(curriculum.empty_program("Another curriculum"), 1), "p01")
    return outline.get(others.get_parent().get_parent().translation_key).by_code["p01"]


# --- what lies with the privacy officer -----------------------------------------------------------------------------


def _desk(cast: Cast, families: kin.Kin, now: datetime) -> dict[str, object]:
    lies = families.consents["fay"], papers.ask(cast.ana, now=now), papers.break_glass(cast, now=now)
    found = papers.Papers(*lies, cast.ana, papers.long_gone(cast, now=now))
    return {"papers": found, "emergencies": emergencies.make_emergencies(cast, now=now)}


def _ask(world: World, now: datetime) -> None:
    """Everybody asked for the own data, took it back, and asked again."""
    for name in (*SIGNED_IN, "erin"):
        for kept in (world.taken_back, world.asked):
            kept[name] = requests.make(world.people[name], "export", "", by=world.people[name], now=now)
            if kept is world.taken_back:
                requests.withdraw(world.people[name], kept[name].uid, now=now)


def next_monday() -> date:
    """Every cohort of the cast meets then."""
    today = timezone.now().date()
    return today + timedelta(days=7 - today.weekday())


def program_of(world: World, relation: str) -> Program | None:
    return {
        "own": world.cast.morning.program,
        "foreign": world.cast.elsewhere.program,
        "gone": world.former.program,
    }.get(relation)


# --- kept for many tests --------------------------------------------------------------------------------------------

_made: list[World] = []


def remember() -> None:
    """Make it in the database that stands; tests/database.py brings the rows back for each test."""
    _made[:] = [make_world(ProgramPage.objects.get())]


def remembered() -> World:
    """A copy, so that no test changes what another one reads."""
    return copy.deepcopy(_made[0])
