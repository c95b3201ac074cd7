"""The education record of a person or a cohort, for any range of days: reads what `record_lines` is made from.

Questions only; who may ask and the audit are the view's. Seven queries at most, whatever the numbers.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from courses import editions
from learners.groups import attendance
from learners.models import Attendance, Audience, Cohort, CohortMove, Enrolment, GroupSession, ModuleProgress
from learners.privacy import restriction
from learners.records import record_lines
from learners.records.record_lines import Facts, Met, Record

State = GroupSession.State
OF_PROGRESS = (
    "enrolment",
    "module_key",
    "passed_at",
    "best_percent",
    "worksheet_finished_at",
    "worksheet_discussed_at",
)


def of_person(enrolment: Enrolment, *, first: date, last: date, now: datetime) -> Record:
    """All sessions with a mark of this episode, in whatever cohort, and those of the cohort in which the person is."""
    marked = Attendance.objects.filter(enrolment=enrolment).values("session")
    sessions = held(enrolment.cohort.today(now)).filter(Q(cohort=enrolment.cohort) | Q(pk__in=marked))
    record = _record(sessions, [enrolment], first, last)
    theirs = {line.met.session.pk for line in record.lines}
    return Record(first, last, tuple(m for m in record.sessions if m.session.pk in theirs), record.people, record.lines)


def of_cohort(cohort: Cohort, *, first: date, last: date, now: datetime) -> Record:
    """Participants who are in this cohort now or were discharged from it. Who moved away is followed elsewhere."""
    people = Enrolment.objects.filter(cohort=cohort, audience=Audience.PARTICIPANT, starts_on__lte=last)
    people = restriction.shown_in(cohort, people.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first)))
    listed = people.select_related("person", "cohort__program").order_by(
        "person__first_name", "person__last_name", "pk"
    )
    return _record(held(cohort.today(now)).filter(cohort=cohort), list(listed), first, last)


def held(today: date) -> QuerySet[GroupSession]:
    """What counts: held, or of a day that is over with somebody noted in it, though nobody ended it here."""
    noted = Exists(Attendance.objects.filter(session=OuterRef("pk")))
    left_open = Q(noted, state__in=(State.PLANNED, State.RUNNING), held_on__lt=today)
    return (
        GroupSession.objects.filter(Q(state=State.HELD) | left_open).select_related("cohort").order_by("held_on", "pk")
    )


def _record(sessions: QuerySet[GroupSession], people: Sequence[Enrolment], first: date, last: date) -> Record:
    met = _met(list(sessions.filter(held_on__range=(first, last))))
    ids, who = [one.session.pk for one in met], [enrolment.pk for enrolment in people]
    facts = Facts(
        marks=attendance.newest(session__in=ids, enrolment__in=who),
        progress=_progress(who, {one.session.module_key for one in met if one.session.module_key}),
        joined=_joined(people),
    )
    return Record(first, last, tuple(met), tuple(people), tuple(record_lines.lines(met, people, facts)))


def _met(sessions: Sequence[GroupSession]) -> list[Met]:
    """Three queries with that of the sessions themselves."""
    sizes = attendance.group_sizes([session.pk for session in sessions])
    pinned = editions.many(session.edition_id for session in sessions if session.edition_id)
    made = []
    for session in sessions:
        edition = pinned.get(session.edition_id or 0)
        content = editions.content(edition) if edition else None
        made.append(record_lines.met(session, content, edition.number if edition else None, sizes.get(session.pk, 0)))
    return made


def _progress(people: Collection[int], modules: Collection[UUID]) -> dict[tuple[int, UUID], ModuleProgress]:
    rows = ModuleProgress.objects.filter(enrolment__in=people, module_key__in=modules).only(*OF_PROGRESS)
    return {(row.enrolment_id, row.module_key): row for row in rows}


def _joined(people: Iterable[Enrolment]) -> dict[int, date]:
    """The day of the last move into the cohort of now, for those who moved."""
    zones = {enrolment.pk: enrolment.cohort.zone for enrolment in people}
    moves = CohortMove.objects.filter(enrolment__in=zones, joined=F("enrolment__cohort")).order_by("pk")
    return {pk: at.astimezone(zones[pk]).date() for pk, at in moves.values_list("enrolment", "at")}
