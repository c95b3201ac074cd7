"""The cast: people whom every test knows by name, in two cohorts of one program and one of another.

Ana learns in the morning group, Ben in the evening group, Cara in another program. Fay is a family member linked with
Ana,
Finn one who is not. Gil facilitates the morning, Hana the evening, Ivo did the morning until yesterday. Mia manages the
program. Petra keeps the privacy desk, Amir writes content, Olga runs the machine, Dan's account was closed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from learners.entrance.second_step import GIVEN, STATE
from learners.models import Audience, Cohort, CohortMove, Enrolment, FamilyLink, Program, RoleGrant, User
from learners.people import enrolments, grants
from learners.safekeeping import stated

PASSWORD = "three calm words here"
NAMES = ("ana", "ben", "cara", "fay", "finn", "gil", "hana", "ivo", "mia", "petra", "amir", "dan")
ENROLLED = {  # name -> cohort, track, pathway
    "ana": ("morning", Audience.PARTICIPANT, "co-occurring"),
    "ben": ("evening", Audience.PARTICIPANT, "mental-health"),
    "cara": ("elsewhere", Audience.PARTICIPANT, "mental-health"),
    "fay": ("morning", Audience.FAMILY, ""),
    "finn": ("morning", Audience.FAMILY, ""),
    "dan": ("morning", Audience.PARTICIPANT, "mental-health"),
}

_plain_force_login = Client.force_login  # tests/conftest.py puts another in its place


@dataclass
class Cast:
    ana: User
    ben: User
    cara: User
    fay: User
    finn: User
    gil: User
    hana: User
    ivo: User
    mia: User
    petra: User
    amir: User
    olga: User
    dan: User
    morning: Cohort
    evening: Cohort
    elsewhere: Cohort
    ana_learns: Enrolment
    ben_learns: Enrolment
    cara_learns: Enrolment
    fay_learns: Enrolment
    finn_learns: Enrolment


def person(name: str, **fields) -> User:
    return User.objects.create_user(
        name, PASSWORD, **{"first_name": name.capitalize(), "last_name": "Example", **fields}
    )


def sign_in(client: Client, user: User, *, second_step: bool = True) -> Client:
    """As after the password and, unless told otherwise, the second step."""
    _plain_force_login(client, user)
    if second_step:
        prove(client)
    return client


def prove(client: Client) -> None:
    """The second step was given in this session."""
    session = client.session
    session[STATE] = GIVEN
    session.save()


def cohort(program: Program, name: str, **fields) -> Cohort:
    usual = {"days": [0, 2, 4], "starts_at": time(9), "ends_at": time(12), "time_zone": "America/Chicago"}
    return Cohort.objects.create(program=program, name=name, **{**usual, **fields})


def program(curriculum_key: UUID, name: str = "Day program") -> Program:
    return Program.objects.create(name=name, curriculum_key=curriculum_key)


def grant(
    user: User, *, now: datetime, cohort: Cohort | None = None, program: Program | None = None, ended: bool = False
) -> RoleGrant:
    role = RoleGrant.Role.FACILITATOR if cohort else RoleGrant.Role.PROGRAM_MANAGER
    return RoleGrant.objects.create(
        person=user,
        role=role,
        cohort=cohort,
        program=program,
        granted_at=now,
        ended_at=now - timedelta(days=1) if ended else None,
    )


def let(user: User, role: str) -> User:
    """Give one of the roles of the whole site, with what it opens in Wagtail."""
    grants.give_role(user, role, by=None, now=timezone.now())
    return user


def moved(enrolment: Enrolment, *, reason: str, **values) -> CohortMove:
    """The trace of a move; the enrolment stays as it is."""
    trace = CohortMove(enrolment=enrolment, **values)
    stated.seal(trace, reason, enrolment.person_id)
    trace.save()
    return trace


def author(user: User) -> User:
    group, _ = Group.objects.get_or_create(name="Authors of tests")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    RoleGrant.objects.create(person=user, role=RoleGrant.Role.AUTHOR, granted_at=timezone.now())
    return user


def make_cast(curriculum_key: UUID, starts_on: date | None = None) -> Cast:
    """Everybody, enrolled since `starts_on` (today by default)."""
    now = timezone.now()
    day, other = program(curriculum_key), program(curriculum_key, "Other program")
    groups = {
        "morning": cohort(day, "Morning group"),
        "evening": cohort(day, "Evening group"),
        "elsewhere": cohort(other, "Far group"),
    }
    people = {name: person(name) for name in NAMES} | {"olga": User.objects.create_superuser("olga", PASSWORD)}
    learns = {}
    for name, (group, audience, pathway) in ENROLLED.items():
        learns[f"{name}_learns"] = enrolments.enrol(
            people[name], groups[group], by=None, now=now, audience=audience, pathway=pathway, starts_on=starts_on
        )
    User.objects.filter(pk=people["dan"].pk).update(is_active=False)
    del learns["dan_learns"]
    cast = Cast(**people, **groups, **learns)
    FamilyLink.objects.create(
        participant=cast.ana_learns, family_member=cast.fay, relation="parent", made_at=now, taken_up_at=now
    )
    _give_roles(cast, day, now)
    return cast


def _give_roles(cast: Cast, day: Program, now: datetime) -> None:
    grant(cast.gil, now=now, cohort=cast.morning)
    grant(cast.hana, now=now, cohort=cast.evening)
    grant(cast.ivo, now=now, cohort=cast.morning, ended=True)
    grant(cast.mia, now=now, program=day)
    RoleGrant.objects.create(person=cast.petra, role=RoleGrant.Role.PRIVACY_OFFICER, granted_at=now)
    author(cast.amir)
