"""One page about a person for a range of days: what was done, attended, changed. No answers, no sheets, no notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from learners.groups import attendance, homework
from learners.learning import online_minutes
from learners.learning.online_minutes import Online
from learners.models import Attendance, Enrolment, GroupSession, ModuleProgress, ProgressReview
from learners.overview import reviews
from learners.planning import assigned, plan_history
from learners.planning.assigned import PersonPlan
from learners.planning.plan_history import Entry


@dataclass(frozen=True, slots=True)
class Done:
    """A module that was completed or excused in the range. `edition` is the number of the edition, 0 if excused."""

    title: str
    on: date
    edition: int
    best: int | None
    homework: str


@dataclass(frozen=True, slots=True)
class Sat:
    """A session that the person was marked for."""

    session: GroupSession
    row: Attendance

    @property
    def minutes(self) -> int:
        return attendance.minutes(self.session, self.row)


@dataclass(frozen=True)
class Summary:
    """Group minutes and online minutes are two things, and are never added up."""

    plan: PersonPlan
    first: date
    last: date
    done: tuple[Done, ...]
    under_way: tuple[str, ...]
    sessions: tuple[Sat, ...]
    online: Online
    changes: tuple[Entry, ...]
    reviews: tuple[ProgressReview, ...]

    @cached_property
    def group_minutes(self) -> int:
        return sum(one.minutes for one in self.sessions)

    @cached_property
    def attended(self) -> int:
        return sum(one.row.status in attendance.THERE for one in self.sessions)

    @cached_property
    def homework_done(self) -> int:
        """Worksheets that were finished in the range."""
        zone = self.plan.enrolment.cohort.zone
        ended = [row.progress.worksheet_finished_at for row in self.plan.rows if row.progress]
        return sum(self.first <= at.astimezone(zone).date() <= self.last for at in ended if at)

    @cached_property
    def titles(self) -> dict[UUID, str]:
        return {key: module.title for key, module in self.plan.outline.by_key.items()}


def of(enrolment: Enrolment, *, first: date, last: date, now: datetime) -> Summary:
    """From `first` to `last`, both included. Fifteen queries, however long the range."""
    mine = assigned.in_full(enrolment, now=now)
    days = _Range(enrolment, first, last)
    found = reviews.of(enrolment)
    return Summary(
        plan=mine,
        first=first,
        last=last,
        done=_done(mine, days),
        under_way=tuple(row.module.title for row in mine.wanted if row.standing == "under-way"),
        sessions=_sessions(enrolment, first, last),
        online=online_minutes.of(enrolment, first, last),
        changes=tuple(entry for entry in plan_history.of(mine) if days.holds(entry.at)),
        reviews=tuple(one for one in found if first <= (one.done_on or one.due_on) <= last or one.done_on is None),
    )


class _Range:
    """Says of a moment whether its local day is in the range."""

    def __init__(self, enrolment: Enrolment, first: date, last: date) -> None:
        self.zone, self.first, self.last = enrolment.cohort.zone, first, last

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def holds(self, at: datetime | None) -> bool:
        return at is not None and self.first <= self.day(at) <= self.last


def _done(mine: PersonPlan, days: _Range) -> tuple[Done, ...]:
    """In the order of days. Titles come from the editions, so they outlive their pages."""
    rows = mine.enrolment.progress.select_related("completed_edition").defer("completed_edition__content")
    made = [one for row in rows if (one := _one(mine, row, days))]
    return tuple(sorted(made, key=lambda one: (one.on, one.title)))


def _one(mine: PersonPlan, row: ModuleProgress, days: _Range) -> Done | None:
    at = row.completed_at or row.excused_at
    if at is None or not days.holds(at):
        return None
    module, edition = mine.outline.by_key.get(row.module_key), row.completed_edition
    title = edition.title if edition else plan_history.title_of(mine.outline, row.module_key)
    status = homework.status(module, row) if module else ""
    words = str(homework.WORDS[status]) if status else ""
    return Done(title, days.day(at), edition.number if edition else 0, row.best_percent, words)


def _sessions(enrolment: Enrolment, first: date, last: date) -> tuple[Sat, ...]:
    """Two queries: what counts of the attendance, and the sessions with their cohort."""
    rows = attendance.newest(enrolment=enrolment, session__held_on__range=(first, last)).values()
    return tuple(sorted(_with_sessions(rows), key=lambda one: one.session.held_on))


def _with_sessions(rows: Iterable[Attendance]) -> list[Sat]:
    by_session = {row.session_id: row for row in rows}
    held = GroupSession.objects.filter(pk__in=by_session).select_related("cohort")
    return [Sat(session, by_session[session.pk]) for session in held]
