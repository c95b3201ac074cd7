"""Who was in a session and for how long. Rows are only added: the newest of a person and session counts.

Questions first, then the deed. Nobody is absent by silence: without a row it is not known yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from learners.groups.sessions import touching
from learners.models import Attendance, Audience, Cohort, CohortMove, Enrolment, GroupSession, User
from learners.privacy import restriction
from learners.safekeeping import audit, person_keys, stated
from learners.safekeeping.person_keys import PersonCipher

Status = Attendance.Status
THERE = frozenset({Status.PRESENT, Status.LATE, Status.LEFT_EARLY})
MISSED = frozenset({Status.EXCUSED, Status.ABSENT})  # until it is made up

Key = tuple[int, int]  # session, enrolment


@dataclass(frozen=True, slots=True)
class Said:
    """What staff say about one person and session."""

    status: str
    arrived_at: time | None = None
    left_at: time | None = None
    made_up_on: date | None = None
    taught_back: bool = False
    reason: str = ""


# --- questions ------------------------------------------------------------------------------------------------------


def newest(**which: object) -> dict[Key, Attendance]:
    """What counts, by (session, enrolment). `which` filters the rows, as in `session__in=...`. One query."""
    last = Attendance.objects.filter(**which).values("session", "enrolment").annotate(last=Max("pk")).values("last")
    rows = Attendance.objects.filter(pk__in=last).select_related("session__cohort")
    return {(row.session_id, row.enrolment_id): row for row in rows}


def all_of(session: GroupSession | None) -> dict[int, list[Attendance]]:
    """Enrolment -> its rows, the newest first, with who wrote them and why. One query, two where a reason was given,
    none without a session.
    """
    rows: dict[int, list[Attendance]] = defaultdict(list)
    people: dict[int, list[Attendance]] = defaultdict(list)
    if session is not None:
        marks = session.attendance.select_related("by").annotate(person=F("enrolment__person")).order_by("-pk")
        for row in marks:
            rows[row.enrolment_id].append(row)
            people[row.person].append(row)
    stated.open_on(people)
    return dict(rows)


def expected(cohort: Cohort, day: date) -> QuerySet[Enrolment]:
    """The participants who were in the cohort on that day, and whoever has attendance in its session: by name, with
    person and cohort. Who joined later, or had left before, is not expected.
    """
    evening = datetime.combine(day + timedelta(days=1), time(0), tzinfo=cohort.zone)
    moves = CohortMove.objects.filter(enrolment=OuterRef("pk"), at__gte=evening).order_by("at", "pk")
    marked = Q(pk__in=Attendance.objects.filter(session__cohort=cohort, session__held_on=day).values("enrolment"))
    left_since = Q(pk__in=CohortMove.objects.filter(left=cohort, at__gte=evening).values("enrolment"))
    near = Enrolment.objects.filter(Q(cohort=cohort) | left_since | marked, audience=Audience.PARTICIPANT)
    then = Coalesce(Subquery(moves.values("left_id")[:1]), F("cohort_id"), output_field=BigIntegerField())
    here = Q(cohort_then=cohort.pk, starts_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gte=day))
    found = restriction.shown_in(cohort, near.annotate(cohort_then=then).filter(here | marked))
    return found.select_related("person", "cohort__program").order_by(
        "person__first_name", "person__last_name", "person", "episode"
    )


def said(row: Attendance) -> Said:
    """Of a row whose reason is open."""
    return Said(row.status, row.arrived_at, row.left_at, row.made_up_on, row.taught_back, row.reason)


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


# --- the deed -------------------------------------------------------------------------------------------------------


def record(
    cohort: Cohort, day: date, people: Mapping[int, Said], *, by: User, now: datetime
) -> tuple[GroupSession, list[Attendance]]:
    """Store what was said about each enrolment where it is new, all of it or nothing. Returns the rows added.

    Raises ValidationError with what to do.
    """
    if day > cohort.today(now):
        raise ValidationError(_("This session has not taken place yet."))
    with touching(cohort, day, by=by) as session:
        if session.state == GroupSession.State.CALLED_OFF:
            raise ValidationError(_("This session was called off. Put it back first, if it took place."))
        known = {enrolment: said(rows[0]) for enrolment, rows in all_of(session).items()}
        changed = {enrolment: one for enrolment, one in people.items() if known.get(enrolment) != one}
        for one in changed.values():
            check(one, day)
        keys = _keys({enrolment for enrolment, one in changed.items() if one.reason})
        rows = [_row(session, enrolment, one, keys.get(enrolment), by, now) for enrolment, one in changed.items()]
        for row in rows:
            row.save(force_insert=True)
        if rows:
            audit.note(
                "attendance-recorded", by=by, now=now, cohort=cohort, session=session.pk, rows=[row.pk for row in rows]
            )
    return session, rows


def _keys(enrolments: Collection[int]) -> dict[int, PersonCipher]:
    """By enrolment, to seal with. Two queries for any number, none for nobody."""
    people = dict(Enrolment.objects.filter(pk__in=enrolments).values_list("pk", "person")) if enrolments else {}
    keys = person_keys.of_many(people.values())
    return {enrolment: keys[person] for enrolment, person in people.items()}


def _row(
    session: GroupSession, enrolment: int, one: Said, key: PersonCipher | None, by: User, now: datetime
) -> Attendance:
    row = Attendance(
        session=session,
        enrolment_id=enrolment,
        status=one.status,
        arrived_at=one.arrived_at,
        left_at=one.left_at,
        made_up_on=one.made_up_on,
        taught_back=one.taught_back,
        by=by,
        at=now,
    )
    stated.put(row, one.reason, key)
    return row


def check(one: Said, day: date) -> None:
    """Raises ValidationError, by the name of the field, where something is missing."""
    if one.status == Status.LATE and one.arrived_at is None:
        raise ValidationError({"arrived_at": _("Write when the person arrived.")})
    if one.status == Status.LEFT_EARLY and one.left_at is None:
        raise ValidationError({"left_at": _("Write when the person left.")})
    if one.status == Status.MADE_UP and (one.made_up_on is None or one.made_up_on < day):
        raise ValidationError({"made_up_on": _("Write the day on which it was made up.")})
