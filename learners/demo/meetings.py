"""Sessions that an invented group has held, and who was there: the same group on the same day gives the same rows.

The meeting of the day itself and those to come are left to whoever tries the site.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from courses.map import ModuleOutline, Outline
from courses.vocabulary import FAMILY
from learners.groups import meetings, topics
from learners.groups.attendance import Status
from learners.models import Attendance, Cohort, Enrolment, GroupSession, Mode, User
from learners.people import enrolments
from learners.safekeeping import person_keys, stated

BACK = timedelta(weeks=3)
KINDS = (Status.PRESENT, Status.LATE, Status.LEFT_EARLY, Status.EXCUSED, Status.ABSENT, Status.MADE_UP)
CHANCES = (74, 7, 4, 7, 5, 3)
BREAKS = (10, 15, 15, 20)
REASONS = ("Called ahead.", "An appointment with the doctor.", "Bus was late.", "At work.", "A child was sick.")


def hold(cohort: Cohort, people: Sequence[Enrolment], program: Outline, *, today: date, by: User) -> int:
    """Store the sessions of the weeks before `today` that are not there yet, and the attendance of `people`. Says how
    many rows of attendance were made. Seven statements at most, whatever the size.
    """
    days = list(meetings.usual_days(cohort, today - BACK, today - timedelta(days=1)))
    sessions = _sessions(cohort, days, program, family=all(one.audience == FAMILY for one in people), by=by)
    GroupSession.objects.bulk_create(sessions, ignore_conflicts=True)
    held = cohort.sessions.filter(held_on__in=days, state=GroupSession.State.HELD).order_by("held_on")
    rows = [
        _row(session, one, Random(f"{one.uid}/{session.held_on}"), today, by)  # noqa: S311 — invented people
        for session in held
        for one in people
        if one.audience != FAMILY and one.starts_on <= session.held_on and _is_here(one, session.held_on)
    ]
    keys = person_keys.of_many({row.enrolment.person_id for row in rows if row.reason})
    for row in rows:
        stated.put(row, row.reason, keys.get(row.enrolment.person_id))
    Attendance.objects.bulk_create(rows)
    return len(rows)


def _sessions(cohort: Cohort, days: list[date], program: Outline, *, family: bool, by: User) -> list[GroupSession]:
    modules = topics.for_families(program) if family else topics.shared(program)
    return [_session(cohort, day, _topic(cohort, days, day, program, modules), by) for day in days if modules]


def _topic(
    cohort: Cohort, days: list[date], day: date, program: Outline, modules: list[ModuleOutline]
) -> ModuleOutline:
    """The wheel's turn; else one module after the other, from the start of the program."""
    if cohort.mode == Mode.WHEEL:
        week = enrolments.wheel_week(cohort, day, len(program.weeks))
        start = day - timedelta(days=day.weekday())
        of_week = [one for one in days if start <= one < start + timedelta(days=7)]
        if found := topics.for_wheel(program, week, of_week, day):
            return found
    return modules[days.index(day) % len(modules)]


def _session(cohort: Cohort, day: date, module: ModuleOutline, by: User) -> GroupSession:
    chance = Random(f"{cohort.uid}/{day}")  # noqa: S311
    return GroupSession(
        cohort=cohort,
        held_on=day,
        starts_at=cohort.starts_at,
        ends_at=cohort.ends_at,
        state=GroupSession.State.HELD,
        module_key=module.key,
        edition_id=module.edition_id,
        began_at=_local(cohort, day, cohort.starts_at) + timedelta(minutes=chance.randint(0, 6)),
        ended_at=_local(cohort, day, cohort.ends_at) + timedelta(minutes=chance.randint(-5, 5)),
        break_minutes=chance.choice(BREAKS),
        by=by,
    )


def _row(session: GroupSession, one: Enrolment, chance: Random, today: date, by: User) -> Attendance:
    status = chance.choices(KINDS, CHANCES)[0]
    if status == Status.MADE_UP and session.held_on + timedelta(days=2) >= today:
        status = Status.EXCUSED
    cohort = one.cohort
    there = status in (Status.PRESENT, Status.LATE, Status.LEFT_EARLY)
    start, end = (_local(cohort, session.held_on, at) for at in (session.starts_at, session.ends_at))
    row = Attendance(
        session=session,
        enrolment=one,
        status=status,
        arrived_at=(start + timedelta(minutes=chance.randint(10, 35))).time() if status == Status.LATE else None,
        left_at=(end - timedelta(minutes=chance.randint(20, 60))).time() if status == Status.LEFT_EARLY else None,
        made_up_on=session.held_on + timedelta(days=2) if status == Status.MADE_UP else None,
        taught_back=there and chance.random() < 0.4,
        by=by,
        at=end,
    )
    row.reason = "" if status == Status.PRESENT else chance.choice(REASONS)
    return row


def _is_here(one: Enrolment, day: date) -> bool:
    return one.ended_on is None or day <= one.ended_on


def _local(cohort: Cohort, day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=cohort.zone)
