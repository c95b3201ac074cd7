"""Any number of invented learners in cohorts of fifty: the same seed on the same day gives the same people and lives.

Each learner is drawn from the seed and a number, so a larger crowd contains the smaller one, and what is there already
is left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from courses.map import Outline
from learners.demo import admission, lives, meetings, people
from learners.demo.admission import Newcomer, at_noon, stable
from learners.models import Audience, Cohort, Enrolment, FamilyLink, Mode, Program, RoleGrant, User

PEOPLE_A_COHORT = 50
COHORTS_A_FACILITATOR = 3
HALVINGS = 6
SAMPLE = 40  # lives told without storing them, to learn how many events there will be
DAYS = ([0, 2, 4], [1, 3, 5], [0, 1, 3])
HOURS = ((9, 12), (13, 16), (18, 21))
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix")


@dataclass(frozen=True, slots=True)
class Crowd:
    """What every learner of one run has in common. `password` is a hash."""

    program: Program
    outline: Outline
    seed: int
    today: date
    password: str
    rereads: float = 0.0
    depth: float = 1.0


def fill(crowd: Crowd, learners: int, tell: Callable[[int, int], None]) -> dict[str, int]:
    """Store cohort after cohort, each in a transaction of its own. `tell` hears learners and events so far."""
    made, events = 0, 0
    for number in range(0, learners, PEOPLE_A_COHORT):
        cohort = _cohort(crowd, number // PEOPLE_A_COHORT)
        by = _facilitator(crowd, cohort, number // PEOPLE_A_COHORT // COHORTS_A_FACILITATOR)
        newcomers = list(_missing(crowd, range(number, min(number + PEOPLE_A_COHORT, learners))))
        rows = admission.admit(cohort, newcomers, crowd.outline, today=crowd.today, by=by)
        _link_families(crowd, newcomers)
        learns = [enrolment for one in newcomers for enrolment in one.enrolments]
        meetings.hold(cohort, learns, crowd.outline, today=crowd.today, by=by)
        made, events = made + len(newcomers), events + len(rows.events)
        tell(made, events)
    return {"learners": made, "events": events}


def tuned(crowd: Crowd, events_per_learner: int) -> Crowd:
    """Choose `depth` or `rereads` so that learners leave about so many events on average.

    Where people's own work is less, they read cards again; where it is more, they have all begun more recently.
    """
    natural, modules = _sampled(crowd)
    if natural > events_per_learner:
        return _shortened(crowd, events_per_learner)
    guess = _with(crowd, rereads=(events_per_learner - natural) / max(modules, 1))
    more = _sampled(guess)[0] - natural
    return _with(crowd, rereads=guess.rereads * (events_per_learner - natural) / more) if more > 0 else guess


def _shortened(crowd: Crowd, events_per_learner: int) -> Crowd:
    """Halve the doubt about the depth a few times."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        too_much = _sampled(_with(crowd, depth=middle))[0] > events_per_learner
        low, high = (low, middle) if too_much else (middle, high)
    return _with(crowd, depth=(low + high) / 2)


def _with(crowd: Crowd, *, depth: float = 1.0, rereads: float = 0.0) -> Crowd:
    return Crowd(crowd.program, crowd.outline, crowd.seed, crowd.today, crowd.password, rereads, depth)


def _sampled(crowd: Crowd) -> tuple[float, float]:
    """(events, modules) of one learner on average, over a few that nobody stores."""
    by = User()
    cohort = Cohort(program=crowd.program, time_zone=ZONES[0], mode=Mode.OWN_CLOCK)
    newcomers = [_newcomer(crowd, number) for number in range(SAMPLE)]
    for one in newcomers:
        one.enrolments = admission.enrolments_of(cohort, one)
    rows = admission.told(newcomers, crowd.outline, today=crowd.today, by=by)
    return len(rows.events) / SAMPLE, len(rows.progress) / SAMPLE


def _missing(crowd: Crowd, numbers: range) -> Iterator[Newcomer]:
    uids = {stable(crowd.seed, number): number for number in numbers}
    there = set(User.objects.filter(uid__in=uids).values_list("uid", flat=True))
    return (_newcomer(crowd, number) for uid, number in uids.items() if uid not in there)


def _newcomer(crowd: Crowd, number: int) -> Newcomer:
    chance = Random(f"{crowd.seed}/{number}")  # noqa: S311 — invented people, no secrets
    life = lives.draw(number, chance, crowd.today, rereads=crowd.rereads, depth=crowd.depth)
    user = _user(crowd, life.who, "p", number, stable(crowd.seed, number))
    user.date_joined = at_noon(life.episodes[0].starts_on)
    return Newcomer((crowd.seed, number), user, life, chance)


def _user(crowd: Crowd, who: people.Name, kind: str, number: int, uid: UUID) -> User:
    sign_in_name = people.sign_in_name(who, f"{kind}{crowd.seed}", number)
    return User(uid=uid, sign_in_name=sign_in_name, first_name=who.first, last_name=who.last, password=crowd.password)


def _cohort(crowd: Crowd, number: int) -> Cohort:
    wheel = number % 2 == 1
    chance = Random(f"{crowd.seed}/cohort/{number}")  # noqa: S311
    start, end = chance.choice(HOURS)
    values = {
        "program": crowd.program,
        "name": f"Group {number + 1}",
        "days": chance.choice(DAYS),
        "starts_at": time(start),
        "ends_at": time(end),
        "time_zone": chance.choice(ZONES),
        "mode": Mode.WHEEL if wheel else Mode.OWN_CLOCK,
        "wheel_starts_on": crowd.today - timedelta(weeks=chance.randint(40, 52)) if wheel else None,
    }
    return Cohort.objects.get_or_create(uid=stable(crowd.seed, "cohort", number), defaults=values)[0]


def _facilitator(crowd: Crowd, cohort: Cohort, number: int) -> User:
    uid = stable(crowd.seed, "staff", number)
    user = User.objects.filter(uid=uid).first()
    if user is None:
        who = people.name(Random(f"{crowd.seed}/staff/{number}"))  # noqa: S311
        user = _user(crowd, who, "s", number, uid)
        user.save()
    granted = {"granted_at": at_noon(crowd.today - timedelta(days=lives.LONGEST_AGO))}
    RoleGrant.objects.get_or_create(person=user, role=RoleGrant.Role.FACILITATOR, cohort=cohort, defaults=granted)
    return user


def _link_families(crowd: Crowd, newcomers: list[Newcomer]) -> None:
    """Half of the family members are known to the participant whose number is one less."""
    family = [one for one in newcomers if one.life.audience == Audience.FAMILY and one.chance.random() < 0.5]
    wanted = {stable(crowd.seed, int(str(one.names[1])) - 1, 1): one for one in family}
    FamilyLink.objects.bulk_create(
        FamilyLink(
            participant=enrolment,
            family_member=wanted[enrolment.uid].user,
            relation=FamilyLink.Relation.OTHER,
            made_at=wanted[enrolment.uid].user.date_joined,
            taken_up_at=wanted[enrolment.uid].user.date_joined,
        )
        for enrolment in Enrolment.objects.filter(uid__in=wanted)
    )
