"""The education record, line by line: one person in one session. Pure values; `learners.records.records` fills them.

Group minutes only: online minutes are kept apart and never added here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from courses.frozen import EditionContent
from learners.groups import attendance
from learners.groups.meetings import Meeting
from learners.models import Attendance, Enrolment, GroupSession, ModuleProgress

NO_HOMEWORK, TO_DO, DONE, TALKED_ABOUT = "", "to-do", "done", "talked-about"
NOT_NOTED = ""


@dataclass(frozen=True, slots=True)
class Met:
    """What a session was, the same for everybody in it. Times are local to its cohort; `strand` is the topic.

    Module, objectives and worksheet are those of the edition that the group worked with then.
    """

    session: GroupSession
    begins: datetime
    ends: datetime
    group_size: int
    edition: int | None = None
    strand: str = ""
    module: str = ""
    objectives: tuple[str, ...] = ()
    worksheet: str = ""

    @property
    def day(self) -> date:
        return self.session.held_on


@dataclass(frozen=True, slots=True)
class Line:
    """`status` is an Attendance.Status or NOT_NOTED. `passed_on` and `percent` are of the module's check-in: the day of
    the first pass, and the best result.
    """

    met: Met
    enrolment: Enrolment
    status: str = NOT_NOTED
    minutes: int = 0
    made_up_on: date | None = None
    taught_back: bool = False
    passed_on: date | None = None
    percent: int | None = None
    homework: str = NO_HOMEWORK

    @property
    def was_there(self) -> bool:
        return self.status in attendance.THERE


@dataclass(frozen=True, slots=True)
class Sum:
    """One person over all of the days: sessions there, minutes, and sessions that nobody noted yet."""

    enrolment: Enrolment
    there: int
    of: int
    minutes: int
    not_noted: int


@dataclass(frozen=True)
class Record:
    """From `first` to `last`, both included, oldest session first."""

    first: date
    last: date
    sessions: tuple[Met, ...]
    people: tuple[Enrolment, ...]
    lines: tuple[Line, ...]

    @cached_property
    def by_person(self) -> list[Sum]:
        own: dict[int, list[Line]] = {enrolment.pk: [] for enrolment in self.people}
        for line in self.lines:
            own[line.enrolment.pk].append(line)
        return [_sum(enrolment, own[enrolment.pk]) for enrolment in self.people]

    @cached_property
    def by_session(self) -> list[tuple[Met, int]]:
        """Newest first, each with how many people nobody noted yet."""
        left: dict[int, int] = {}
        for line in self.lines:
            left[line.met.session.pk] = left.get(line.met.session.pk, 0) + (line.status == NOT_NOTED)
        return [(met, left.get(met.session.pk, 0)) for met in reversed(self.sessions)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the lines are made from. `joined` is the day on which a person came into the cohort of now."""

    marks: Mapping[attendance.Key, Attendance]
    progress: Mapping[tuple[int, UUID], ModuleProgress]
    joined: Mapping[int, date]


def met(session: GroupSession, content: EditionContent | None, number: int | None, group_size: int) -> Met:
    """Start and end are what really was, where that is known, else as planned."""
    planned = Meeting(session.cohort, session.held_on, session.starts_at, session.ends_at)
    zone = session.cohort.zone
    begins = session.began_at.astimezone(zone) if session.began_at else planned.begins
    ends = session.ended_at.astimezone(zone) if session.ended_at else planned.ends
    if content is None:
        return Met(session, begins, ends, group_size)
    worksheet = (content.worksheet or {}).get("title", "")
    return Met(session, begins, ends, group_size, number, content.strand, content.title, content.objectives, worksheet)


def lines(sessions: Sequence[Met], people: Sequence[Enrolment], facts: Facts) -> Iterator[Line]:
    """Of each session those who have a mark in it, and those who were of its cohort that day."""
    for one in sessions:
        for enrolment in people:
            mark = facts.marks.get((one.session.pk, enrolment.pk))
            if mark is not None or _belonged(enrolment, one.session, facts.joined):
                yield _line(one, enrolment, mark, facts)


def _line(one: Met, enrolment: Enrolment, mark: Attendance | None, facts: Facts) -> Line:
    key = one.session.module_key
    row = facts.progress.get((enrolment.pk, key)) if key else None
    passed_at = row.passed_at if row else None
    return Line(
        one,
        enrolment,
        status=mark.status if mark else NOT_NOTED,
        minutes=attendance.minutes(one.session, mark) if mark else 0,
        made_up_on=mark.made_up_on if mark else None,
        taught_back=bool(mark and mark.taught_back),
        passed_on=passed_at.astimezone(one.session.cohort.zone).date() if passed_at else None,
        percent=row.best_percent if row and passed_at else None,
        homework=_homework(row) if one.worksheet else NO_HOMEWORK,
    )


def _homework(row: ModuleProgress | None) -> str:
    if row is None:
        return TO_DO
    return TALKED_ABOUT if row.worksheet_discussed_at else DONE if row.worksheet_finished_at else TO_DO


def _belonged(enrolment: Enrolment, session: GroupSession, joined: Mapping[int, date]) -> bool:
    first = max(enrolment.starts_on, joined.get(enrolment.pk, enrolment.starts_on))
    left = enrolment.ended_on
    return (
        session.cohort_id == enrolment.cohort_id
        and first <= session.held_on
        and (left is None or session.held_on <= left)
    )


def _sum(enrolment: Enrolment, own: Sequence[Line]) -> Sum:
    there, left = sum(line.was_there for line in own), sum(line.status == NOT_NOTED for line in own)
    return Sum(enrolment, there, len(own), sum(line.minutes for line in own), left)
