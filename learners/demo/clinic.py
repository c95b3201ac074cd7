"""The demo clinic: three groups, the named accounts with their lives, and people around them. Made once."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from django.db import transaction

from cms import site
from courses.map import Outline
from learners.demo import admission, desk, families, following, lives, meetings, people, reviews, second_steps, sign_ins
from learners.demo.admission import Newcomer, at_noon, stable
from learners.demo.lives import Episode, Habits, Life
from learners.demo.sign_ins import SignIn
from learners.models import Audience, Cohort, FamilyCode, Mode, Pathway, Program, RoleGrant, User
from learners.people import grants

Role = RoleGrant.Role
CLINIC = "Demo clinic"
BACKGROUND = "people around"  # the seed of the people who only stand in the groups
DEPTH = 0.45  # nobody around began longer ago than the program takes


@dataclass(frozen=True, slots=True)
class Clinic:
    program: Program
    morning: Cohort
    evening: Cohort
    family: Cohort
    accounts: dict[str, User]

    @property
    def cohorts(self) -> tuple[Cohort, ...]:
        return (self.morning, self.evening, self.family)


@transaction.atomic
def make(outline: Outline, *, today: date, password: str) -> Clinic:
    """What is missing of it. `password` is a hash. An account that is there keeps all it has."""
    program, _ = Program.objects.get_or_create(
        uid=stable(CLINIC), defaults={"name": CLINIC, "curriculum_key": outline.program_key}
    )
    new = {one.name for one in sign_ins.EVERYBODY} - set(User.objects.values_list("sign_in_name", flat=True))
    accounts = {one.name: _account(one, password, today) for one in sign_ins.EVERYBODY}
    clinic = Clinic(program, *_cohorts(program, today), accounts)
    _give_roles(clinic, today)
    _open_to_families(clinic, today)
    second_steps.give(accounts)
    _admit_cast(clinic, outline, today, new)
    if sign_ins.MAYA.name in new:
        _admit_background(clinic, outline, today)
        _hold_sessions(clinic, outline, today)
        following.write(clinic.accounts, outline, today=today)
        families.connect(clinic.accounts, outline, today=today)
        reviews.plan(accounts, today=today, by=accounts["fran"])
        desk.fill(accounts, today=today)
    return clinic


def _account(one: SignIn, password: str, today: date) -> User:
    values = {"uid": stable(CLINIC, one.name), "first_name": one.first, "last_name": one.last, "password": password}
    values |= {"date_joined": at_noon(today - timedelta(days=60))}
    return User.objects.get_or_create(sign_in_name=one.name, defaults=values)[0]


def _cohorts(program: Program, today: date) -> tuple[Cohort, Cohort, Cohort]:
    """The wheel of the evening group stands in its second week."""
    monday = today - timedelta(days=today.weekday())
    wheel = {"mode": Mode.WHEEL, "wheel_starts_on": monday - timedelta(weeks=13)}
    return (
        _cohort(program, "Morning group", [0, 2, 4], 9, 12),
        _cohort(program, "Evening group", [0, 1, 3], 18, 21, **wheel),
        _cohort(program, "Family evening", [2], 18, 20),
    )


def _cohort(program: Program, name: str, days: list[int], start: int, end: int, **more: object) -> Cohort:
    zone = site.facts().time_zone
    values = {
        "program": program,
        "name": name,
        "days": days,
        "starts_at": time(start),
        "ends_at": time(end),
        "time_zone": zone,
        **more,
    }
    return Cohort.objects.get_or_create(uid=stable(CLINIC, name), defaults=values)[0]


def _open_to_families(clinic: Clinic, today: date) -> None:
    """An open code, once: one that was ended stays ended."""
    course = _cohort(clinic.program, "Family course", [], 12, 12, for_families=True)
    values = {"cohort": course, "made_at": at_noon(today - timedelta(days=60)), "by": clinic.accounts["pat"]}
    if not course.family_codes.exists():
        FamilyCode.objects.create(code=sign_ins.FAMILY_CODE, **values)


# --- roles ----------------------------------------------------------------------------------------------------------


def _give_roles(clinic: Clinic, today: date) -> None:
    """The operator's, as at the machine itself."""
    granted_at, site = at_noon(today - timedelta(days=60)), clinic.accounts
    for cohort in clinic.cohorts:
        grants.give_role(site["fran"], Role.FACILITATOR, by=None, now=granted_at, cohort=cohort)
    grants.give_role(site["pat"], Role.PROGRAM_MANAGER, by=None, now=granted_at, program=clinic.program)
    of_site = {
        "alex": Role.AUTHOR,
        "river": Role.CLINICAL_REVIEWER,
        "paula": Role.PRIVACY_OFFICER,
        "sam": Role.OPERATOR,
    }
    for name, role in of_site.items():
        grants.give_role(site[name], role, by=None, now=granted_at)


# --- people ---------------------------------------------------------------------------------------------------------


def _admit_cast(clinic: Clinic, outline: Outline, today: date, new: set[str]) -> None:
    for one, cohort, life in _cast(clinic, today):
        if one.name in new:
            chance = Random(f"{CLINIC}/{one.name}")  # noqa: S311 — invented people, no secrets
            newcomer = Newcomer((CLINIC, one.name), clinic.accounts[one.name], life, chance)
            admission.admit(cohort, [newcomer], outline, today=today, by=clinic.accounts["fran"])


def _cast(clinic: Clinic, today: date) -> list[tuple[SignIn, Cohort, Life]]:
    """Maya is at a card of week 2, Jordan begins, Luis stopped and has much to make up."""
    ago = {days: today - timedelta(days=days) for days in (0, 9, 33)}
    week_two = (("p01", 0, "all"), ("p02", 1, "all"), ("p02", 3, "talked"), ("p03", 4, "all"), ("p04", 8, "half"))
    stopped = (("p01", 1, "all"), ("p02", 2, "all"), ("p03", 11, "cards"))
    writes = Habits(skill=0.7, finishes=1.0, tries_again=1.0, waits=0, writes=1.0)
    return [
        (
            sign_ins.MAYA,
            clinic.morning,
            _life(sign_ins.MAYA, Pathway.SUBSTANCE_USE, ("alcohol",), ago[9], writes, week_two),
        ),
        (
            sign_ins.JORDAN,
            clinic.morning,
            _life(sign_ins.JORDAN, Pathway.MENTAL_HEALTH, ("anxiety",), ago[0], writes, ()),
        ),
        (
            sign_ins.LUIS,
            clinic.evening,
            _life(sign_ins.LUIS, Pathway.CO_OCCURRING, ("depression", "opioids"), ago[33], writes, stopped),
        ),
        (sign_ins.ROSA, clinic.family, _life(sign_ins.ROSA, "", (), ago[9], writes, (("f01", 2, "all"),))),
        (sign_ins.OMAR, clinic.family, _life(sign_ins.OMAR, "", (), ago[0], writes, ())),
    ]


def _life(
    one: SignIn, pathway: str, conditions: tuple[str, ...], start: date, habits: Habits, script: lives.Script
) -> Life:
    audience = Audience.PARTICIPANT if pathway else Audience.FAMILY
    who = people.Name(one.first, one.last)
    return Life(who, audience, pathway, conditions, habits, (Episode(start, script=script),))


def _admit_background(clinic: Clinic, outline: Outline, today: date) -> None:
    """They cannot sign in."""
    numbers = (
        (clinic.morning, (0, 1, 2, 3, 4, 6, 7, 8, 9)),
        (clinic.evening, (10, 12, 13, 14, 15, 16, 18)),
        (clinic.family, (5, 11, 17)),
    )
    for cohort, some in numbers:
        newcomers = [_somebody(number, today) for number in some]
        admission.admit(cohort, newcomers, outline, today=today, by=clinic.accounts["fran"])


def _somebody(number: int, today: date) -> Newcomer:
    chance = Random(f"{BACKGROUND}/{number}")  # noqa: S311
    life = lives.draw(number, chance, today, depth=DEPTH)
    name = people.sign_in_name(life.who, "demo", number)
    user = User(uid=stable(BACKGROUND, number), sign_in_name=name, first_name=life.who.first, last_name=life.who.last)
    user.set_unusable_password()
    return Newcomer((BACKGROUND, number), user, life, chance)


def _hold_sessions(clinic: Clinic, outline: Outline, today: date) -> None:
    for cohort in clinic.cohorts:
        learners = list(cohort.enrolments.select_related("cohort").order_by("pk"))
        meetings.hold(cohort, learners, outline, today=today, by=clinic.accounts["fran"])
