"""The list of a group's meetings: topic, state and how many were there. A fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from courses import outline
from learners.groups import attendance, meetings
from learners.groups.attendance import THERE
from learners.groups.meetings import Meeting
from learners.models import Cohort, GroupSession

AHEAD = timedelta(weeks=6)
LONG_AGO = date(2000, 1, 1)
State = GroupSession.State


@dataclass(frozen=True, slots=True)
class Listed:
    """`there` and `said` count people: present in some way, and with any attendance."""

    meeting: Meeting
    topic: str
    there: int
    said: int
    is_past: bool

    @property
    def day(self) -> date:
        return self.meeting.day

    @property
    def state(self) -> str:
        """A key for its mark and word: a past meeting of which nobody wrote anything was perhaps held."""
        unknown = self.is_past and self.meeting.state == State.PLANNED
        return "unknown" if unknown else self.meeting.state

    @property
    def can_change(self) -> bool:
        return self.meeting.state == State.PLANNED and not self.is_past


def listed(cohort: Cohort, first: date, last: date, *, now: datetime) -> list[Listed]:
    """Three queries, none where `last` is before `first`."""
    if last < first:
        return []
    found = meetings.between(cohort, first, last)
    program = outline.get(cohort.program.curriculum_key)
    there: Counter[int] = Counter()
    said: Counter[int] = Counter()
    for (session, _), row in attendance.newest(session__cohort=cohort, session__held_on__range=(first, last)).items():
        said[session] += 1
        there[session] += row.status in THERE
    today = cohort.today(now)
    return [_listed(one, program, there, said, today) for one in found]


def _listed(one: Meeting, program: outline.Outline, there: Counter[int], said: Counter[int], today: date) -> Listed:
    session = one.session
    if session is None:
        return Listed(one, "", 0, 0, one.day < today)
    module = program.by_key.get(session.module_key) if session.module_key else None
    topic = session.edition.title if session.edition else module.title if module else ""
    return Listed(one, topic, there[session.pk], said[session.pk], one.day < today)


# --- months ---------------------------------------------------------------------------------------------------------


def month_of(text: str, today: date) -> date:
    """The first day of a month written as yyyy-mm; of this month for anything else, and for what is to come."""
    this = today.replace(day=1)
    try:
        wanted = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return wanted if LONG_AGO < wanted < this else this


def last_of(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date, today: date) -> date | None:
    following = last_of(month) + timedelta(days=1)
    return following if following <= today else None
