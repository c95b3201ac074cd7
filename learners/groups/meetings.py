"""When a cohort meets: its usual days, and what staff planned, ran or called off. Questions only.

All days and times are local to the cohort.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from learners.models import Cohort, GroupSession

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """`session` is None before staff did anything about it."""

    cohort: Cohort
    day: date
    starts_at: time
    ends_at: time
    state: str = GroupSession.State.PLANNED
    session: GroupSession | None = None

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, self.starts_at, tzinfo=self.cohort.zone)

    @property
    def ends(self) -> datetime:
        """On the next day where the group meets over midnight."""
        day = self.day if self.ends_at > self.starts_at else self.day + DAY
        return datetime.combine(day, self.ends_at, tzinfo=self.cohort.zone)

    @property
    def takes_place(self) -> bool:
        return self.state != GroupSession.State.CALLED_OFF


def between(cohort: Cohort, first: date, last: date) -> list[Meeting]:
    """Every meeting from `first` to `last`, both included, called-off ones too. One query."""
    rows = cohort.sessions.filter(held_on__range=(first, last)).select_related("edition").defer("edition__content")
    known = {row.held_on: _of_row(cohort, row) for row in rows}
    usual = {day: Meeting(cohort, day, cohort.starts_at, cohort.ends_at) for day in usual_days(cohort, first, last)}
    return [meeting for _, meeting in sorted({**usual, **known}.items())]


def on(cohort: Cohort, day: date) -> Meeting | None:
    """One query."""
    return next(iter(between(cohort, day, day)), None)


def usual_days(cohort: Cohort, first: date, last: date) -> Iterator[date]:
    days = ((first + number * DAY) for number in range((last - first).days + 1))
    return (day for day in days if day.weekday() in cohort.days) if cohort.is_open else iter(())


def _of_row(cohort: Cohort, row: GroupSession) -> Meeting:
    row.cohort = cohort
    return Meeting(cohort, row.held_on, row.starts_at, row.ends_at, row.state, row)
