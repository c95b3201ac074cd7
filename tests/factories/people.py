"""The cast: people whom every test knows by name, in two cohorts of one program and one of another.

Ana learns in the morning group, Ben in the evening group, Cara in another program. Fay is a family member linked with
Ana,
Finn one who is not. Gil facilitates the morning, Hana the evening, Ivo did the morning until yesterday. Mia manages the
program. Amir writes content, Olga runs the machine, Dan's account was closed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from learners import enrolments
from learners.models import Audience, Cohort, Enrolment, FamilyLink, Program, RoleGrant, User

PASSWORD = "three calm words here"


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


def author(user: User) -> User:
    group, _ = Group.objects.get_or_create(name="Authors of tests")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def make_cast(curriculum_key: UUID, starts_on: date | None = None) -> Cast:
    """Everybody, enrolled since `starts_on` (today by default), at a fixed few queries each."""
    now = timezone.now()
    day = program(curriculum_key)
    other = program(curriculum_key, "Other program")
    morning, evening, elsewhere = cohort(day, "Morning group"), cohort(day, "Evening group"), cohort(other, "Far group")
    people = {name: person(name) for name in ("ana", "ben", "cara", "fay", "finn", "gil", "hana", "ivo", "mia", "amir")}
    olga = User.objects.create_superuser("olga", PASSWORD)
    dan = person("dan")

    def learns(
        user: User, group: Cohort, pathway: str = "mental-health", audience: str = Audience.PARTICIPANT
    ) -> Enrolment:
        return enrolments.enrol(user, group, by=None, now=now, audience=audience, pathway=pathway, starts_on=starts_on)

    cast = Cast(
        **people,
        olga=olga,
        dan=dan,
        morning=morning,
        evening=evening,
        elsewhere=elsewhere,
        ana_learns=learns(people["ana"], morning, "co-occurring"),
        ben_learns=learns(people["ben"], evening),
        cara_learns=learns(people["cara"], elsewhere),
        fay_learns=learns(people["fay"], morning, "", Audience.FAMILY),
        finn_learns=learns(people["finn"], morning, "", Audience.FAMILY),
    )
    learns(dan, morning)
    User.objects.filter(pk=dan.pk).update(is_active=False)
    FamilyLink.objects.create(participant=cast.ana_learns, family_member=cast.fay, made_at=now)
    grant(cast.gil, now=now, cohort=morning)
    grant(cast.hana, now=now, cohort=evening)
    grant(cast.ivo, now=now, cohort=morning, ended=True)
    grant(cast.mia, now=now, program=day)
    author(cast.amir)
    return cast


ABSENT = uuid4()
