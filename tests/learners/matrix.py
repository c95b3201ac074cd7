"""The world of the matrix: every route of the resolver, the principals, and the rule of each of our routes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from courses import outline
from learners import attempts, progress, sharing
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
    cohort, person (a participant's episode), tried (a check-in that such a person handed in), sheet (one that Ana or
    Ben shared), led (a cohort that is facilitated, not managed), program.

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
    "my_certificate": Rule(LEARNERS, "GET HEAD"),
    "my_certificate_pdf": Rule(LEARNERS, "GET HEAD"),
    "module": Rule(LEARNERS, "GET HEAD", "module"),
    "short_version": Rule(LEARNERS, "GET HEAD POST", "module"),
    "handout": Rule(LEARNERS, "GET HEAD", "module"),
    "card": Rule(LEARNERS, "GET HEAD", "module"),
    "worksheet": Rule(LEARNERS, "GET HEAD POST", "module"),
    "worksheet_finish": Rule(LEARNERS, "POST", "module"),
    "worksheet_share": Rule(PARTICIPANTS, "POST", "module"),
    "worksheet_unshare": Rule(PARTICIPANTS, "POST", "module"),
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
    "program_people": Rule(MANAGERS, "GET HEAD", "program"),
    "huddle": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "attention": Rule(FACILITATORS, "GET HEAD"),
    "attention_seen": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "attention_rules": Rule(MANAGERS, "GET HEAD POST", "program"),
    # facilitate/modules.py
    "curriculum": Rule(FACILITATORS, "GET HEAD"),
    "guide": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_handout": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_changes": Rule(FACILITATORS, "GET HEAD", "guide"),
    # facilitate/people.py
    "person": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_attempt": Rule(FACILITATORS, "GET HEAD", "tried"),
    "person_sheet": Rule(LEADERS, "GET HEAD", "sheet"),
    "person_summary": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_minutes": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "person_reviews": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "person_reviewed": Rule(FACILITATORS, "POST", "person"),
    "person_discussed": Rule(FACILITATORS, "POST", "person"),
    "person_undo": Rule(FACILITATORS, "POST", "person"),
    "person_change": Rule(FACILITATORS, "GET HEAD POST", "person"),
    # facilitate/groups.py
    "session": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "session_topic": Rule(FACILITATORS, "POST", "cohort"),
    "session_begin": Rule(FACILITATORS, "POST", "cohort"),
    "session_attendance": Rule(FACILITATORS, "POST", "cohort"),
    "session_homework": Rule(FACILITATORS, "POST", "cohort"),
    "session_end": Rule(FACILITATORS, "POST", "cohort"),
    "session_correct": Rule(FACILITATORS, "POST", "cohort"),
    "wall": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "session_ask": Rule(FACILITATORS, "POST", "cohort"),
    "session_close": Rule(FACILITATORS, "POST", "cohort"),
    "session_paper": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "session_sheets": Rule(FACILITATORS, "GET HEAD", "cohort"),
    # facilitate/schedule.py
    "schedule": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "schedule_add": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_change": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_call_off": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_put_back": Rule(FACILITATORS, "POST", "cohort"),
    "staff_calendar": Rule(FACILITATORS, "GET HEAD POST"),
    # facilitate/records.py
    "records": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "records_csv": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "records_xlsx": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "person_record": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_csv": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_xlsx": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_pdf": Rule(FACILITATORS, "GET HEAD", "person"),
    "certificate": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "certificate_pdf": Rule(FACILITATORS, "GET HEAD", "person"),
    "program_csv": Rule(MANAGERS, "GET HEAD", "program"),
    # facilitate/insight.py
    "insight": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "insight_module": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "program_insight": Rule(MANAGERS, "GET HEAD", "program"),
    "program_insight_module": Rule(MANAGERS, "GET HEAD", "program"),
    "remark": Rule(MANAGERS, "GET HEAD POST", "program"),
    # facilitate/admissions.py
    "find_people": Rule(FACILITATORS, "GET HEAD POST"),
    "admissions_example": Rule(FACILITATORS, "GET HEAD"),
    "cohort_admissions": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "admit": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "admit_many": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "slips": Rule(FACILITATORS, "POST", "cohort"),
    "admission": Rule(FACILITATORS, "GET HEAD", "person"),
    "invite": Rule(FACILITATORS, "POST", "person"),
    "slip": Rule(FACILITATORS, "POST", "person"),
    "move_person": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "discharge": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "readmit": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "account_close": Rule(FACILITATORS, "POST", "person"),
    "account_reopen": Rule(FACILITATORS, "POST", "person"),
    "programs": Rule(MANAGERS, "GET HEAD"),
    "program_settings": Rule(MANAGERS, "GET HEAD", "program"),
    "cohort_new": Rule(MANAGERS, "GET HEAD POST", "program"),
    "cohort_settings": Rule(MANAGERS, "GET HEAD POST", "cohort"),
    "facilitators": Rule(MANAGERS, "GET HEAD", "cohort"),
    "facilitator_add": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_invite": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_end": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_code": Rule(MANAGERS, "POST", "cohort"),
    # learn.py: what participants do for a group
    "in_group": Rule(LEARNERS, "GET HEAD POST"),
    "calendar": Rule(LEARNERS, "GET HEAD POST"),
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
    "calendar/": "public",  # by a secret token
    "program/": "public",
    "welcome/": "public",
    "healthz/": "public",
    "robots.txt": "public",
    "getting-help-now/": "public",
    "certificates/": "public",
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
    handed_in: dict[object, object]  # enrolment -> attempt


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
    made_up = {"day": next_monday()}
    return reverse(name, kwargs={one: known.get(one, made_up.get(one, uuid4())) for one in parameters})


def next_monday() -> date:
    """Every cohort of the cast meets then."""
    today = timezone.now().date()
    return today + timedelta(days=7 - today.weekday())


def answer(client: Client, method: str, url: str):
    return client.generic(method, url, "", content_type="application/x-www-form-urlencoded")
