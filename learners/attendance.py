"""Who was in a session and for how long. Rows are only added: the newest of a person and session counts."""

from collections.abc import Collection, Iterable
from datetime import datetime, time

from django.db.models import Count, Max

from learners.models import Attendance, GroupSession

Status = Attendance.Status
THERE = frozenset({Status.PRESENT, Status.LATE, Status.LEFT_EARLY})
MISSED = frozenset({Status.EXCUSED, Status.ABSENT})  # until it is made up

Key = tuple[int, int]  # session, enrolment


def newest(**which: object) -> dict[Key, Attendance]:
    """What counts, by (session, enrolment). `which` filters the rows, as in `session__in=...`. One query."""
    last = Attendance.objects.filter(**which).values("session", "enrolment").annotate(last=Max("pk")).values("last")
    rows = Attendance.objects.filter(pk__in=last).select_related("session__cohort")
    return {(row.session_id, row.enrolment_id): row for row in rows}


def group_size(rows: Iterable[Attendance]) -> int:
    """How many were there."""
    return sum(row.status in THERE for row in rows)


def group_sizes(sessions: Collection[int]) -> dict[int, int]:
    """How many were there, by session, whoever they are. One query."""
    last = Attendance.objects.filter(session__in=sessions).values("session", "enrolment").annotate(last=Max("pk"))
    rows = Attendance.objects.filter(pk__in=last.values("last"), status__in=THERE)
    return dict(rows.values("session").annotate(size=Count("pk")).values_list("session", "size"))


def minutes(session: GroupSession, row: Attendance) -> int:
    """Group minutes of one person: from arriving to leaving, without breaks; 0 for who was not there."""
    if row.status not in THERE:
        return 0
    begins, ends = _bounds(session)
    first = max(begins, _minute(row.arrived_at, begins))
    last = min(ends, _minute(row.left_at, ends))
    return max(0, last - first - session.break_minutes)


def _bounds(session: GroupSession) -> tuple[int, int]:
    """Minutes of the local day: what really was, where that is known, else as planned."""
    zone = session.cohort.zone
    begins = _of_day(session.began_at.astimezone(zone)) if session.began_at else _of_day(session.starts_at)
    ends = _of_day(session.ended_at.astimezone(zone)) if session.ended_at else _of_day(session.ends_at)
    return begins, ends if ends >= begins else ends + 24 * 60


def _minute(at: time | None, usual: int) -> int:
    return usual if at is None else _of_day(at)


def _of_day(at: datetime | time) -> int:
    return 60 * at.hour + at.minute
