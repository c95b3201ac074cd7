"""What staff do about a meeting: plan it, call it off, begin and end it, and put its times right afterwards.

Deeds only; `learners.groups.meetings` answers questions. The row of a day is made when somebody first touches the day,
under the lock of its cohort, so that two facilitators never make two. Each deed leaves an audit event.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.map import ModuleOutline
from learners.groups import live, meetings
from learners.models import Cohort, GroupSession, User
from learners.safekeeping import audit, stated

State = GroupSession.State
FARTHEST = timedelta(days=366)  # a meeting is planned or written down at most so far from today
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Times:
    """What really was, local to the cohort."""

    began: time
    ended: time
    break_minutes: int = 0


@contextmanager
def touching(cohort: Cohort, day: date, *, by: User) -> Iterator[GroupSession]:
    """One transaction with the row of the meeting on that day, made where it is missing, and locked.

    Raises ValidationError where the group does not meet then.
    """
    with transaction.atomic():
        Cohort.objects.select_for_update(no_key=True).only("pk").get(pk=cohort.pk)
        row = cohort.sessions.select_for_update(no_key=True).filter(held_on=day).first() or _new(cohort, day, by)
        row.cohort = cohort
        yield row


def _new(cohort: Cohort, day: date, by: User) -> GroupSession:
    meeting = meetings.on(cohort, day)
    if meeting is None:
        raise ValidationError(_("The group does not meet on that day. Add a session first."))
    return GroupSession.objects.create(
        cohort=cohort, held_on=day, starts_at=meeting.starts_at, ends_at=meeting.ends_at, by=by
    )


# --- before ---------------------------------------------------------------------------------------------------------


def plan(
    cohort: Cohort,
    day: date,
    *,
    by: User,
    now: datetime,
    module: ModuleOutline | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> GroupSession:
    """Choose or swap the topic, or other times. While the session runs, a swap takes its edition along."""
    with touching(cohort, day, by=by) as row:
        _check_state(row, State.PLANNED, State.RUNNING)
        if module:
            row.module_key = module.key
            row.edition_id = module.edition_id if row.state == State.RUNNING else None
        row.starts_at, row.ends_at = starts_at or row.starts_at, ends_at or row.ends_at
        _check_order(row.starts_at, row.ends_at, row)
        _keep(row, "session-planned", by, now)
    return row


def add(cohort: Cohort, day: date, starts_at: time, ends_at: time, *, by: User, now: datetime) -> GroupSession:
    """A session on a day on which the group does not usually meet."""
    if abs(day - cohort.today(now)) > FARTHEST:
        raise ValidationError(_("Choose a day within a year from today."))
    with transaction.atomic():
        Cohort.objects.select_for_update(no_key=True).only("pk").get(pk=cohort.pk)
        if meetings.on(cohort, day):
            raise ValidationError(_("The group meets on that day already. Change its times instead."))
        row = GroupSession(cohort=cohort, held_on=day, starts_at=starts_at, ends_at=ends_at, by=by)
        _check_order(starts_at, ends_at, row)
        _keep(row, "session-added", by, now)
    return row


def call_off(cohort: Cohort, day: date, *, by: User, now: datetime, reason: str = "") -> GroupSession:
    with touching(cohort, day, by=by) as row:
        _check_state(row, State.PLANNED)
        row.state = State.CALLED_OFF
        _keep(row, "session-called-off", by, now, reason=_short(reason))
    return row


def put_back(cohort: Cohort, day: date, *, by: User, now: datetime) -> GroupSession:
    """It takes place after all."""
    with touching(cohort, day, by=by) as row:
        _check_state(row, State.CALLED_OFF)
        row.state = State.PLANNED
        _keep(row, "session-put-back", by, now)
    return row


# --- on the day -----------------------------------------------------------------------------------------------------


def begin(cohort: Cohort, day: date, module: ModuleOutline, *, by: User, now: datetime) -> GroupSession:
    """The group is together: from now on it works on the newest edition of this topic.

    A second press, by whomever, changes nothing.
    """
    if day != cohort.today(now):
        raise ValidationError(_("A session begins on its own day. For an earlier day, write down its times below."))
    with touching(cohort, day, by=by) as row:
        if row.state != State.RUNNING:
            _check_state(row, State.PLANNED)
            row.state, row.began_at = State.RUNNING, now
            row.module_key, row.edition_id = module.key, module.edition_id
            _keep(row, "session-begun", by, now)
    return row


def end(
    cohort: Cohort, day: date, module: ModuleOutline | None, times: Times, *, by: User, now: datetime
) -> GroupSession:
    """Write down that it was held. Where nobody pressed begin, `module` is what it was about.

    Nobody is stored as absent by this: who was there is said for each person, or stays open.
    """
    if day > cohort.today(now):
        raise ValidationError(_("This session has not taken place yet."))
    with touching(cohort, day, by=by) as row:
        _check_state(row, State.PLANNED, State.RUNNING)
        if row.edition_id is None:
            if module is None:
                raise ValidationError(_("Choose the topic first."))
            row.module_key, row.edition_id = module.key, module.edition_id
        _take(row, times)
        row.state = State.HELD
        live.close_all(row, by=by, now=now)
        _keep(row, "session-ended", by, now, **_numbers(row))
    return row


# --- afterwards -----------------------------------------------------------------------------------------------------


def correct(
    cohort: Cohort,
    day: date,
    times: Times,
    *,
    reason: str,
    by: User,
    now: datetime,
    module: ModuleOutline | None = None,
) -> GroupSession:
    """Put times or topic of a session that was held right. Before and after stand in the audit log."""
    if not _short(reason):
        raise ValidationError(_("Say why you change it, in a few words."))
    with touching(cohort, day, by=by) as row:
        _check_state(row, State.HELD)
        before = _numbers(row)
        _take(row, times)
        if module and module.key != row.module_key:
            row.module_key, row.edition_id = module.key, module.edition_id
        after = _numbers(row)
        if before != after:
            _keep(row, "session-corrected", by, now, reason=_short(reason), before=before, after=after)
    return row


def local(row: GroupSession, at: time, *, after: time | None = None) -> datetime:
    """That local time on the day of the session; on the next day where it is before `after` and the group meets over
    midnight.
    """
    over_midnight = row.ends_at <= row.starts_at and after is not None and at < after
    day = row.held_on + timedelta(days=1) if over_midnight else row.held_on
    return datetime.combine(day, at, tzinfo=row.cohort.zone)


def _take(row: GroupSession, times: Times) -> None:
    began, ended = local(row, times.began), local(row, times.ended, after=times.began)
    if ended.timestamp() <= began.timestamp():
        raise ValidationError(_("A session ends after it starts. Look at both times."))
    if times.break_minutes * 60 >= ended.timestamp() - began.timestamp():
        raise ValidationError(_("The breaks are as long as the whole session. Write their minutes."))
    row.began_at, row.ended_at, row.break_minutes = began, ended, times.break_minutes


def _check_order(starts_at: time, ends_at: time, row: GroupSession) -> None:
    """A group that meets over midnight says so with its own times."""
    over_midnight = row.cohort.ends_at <= row.cohort.starts_at
    if ends_at == starts_at or (ends_at < starts_at and not over_midnight):
        raise ValidationError(_("A session ends after it starts. Look at both times."))


def _check_state(row: GroupSession, *states: str) -> None:
    """A session that another person has moved on meanwhile is not moved back."""
    if row.state not in states:
        raise ValidationError(
            _("That is not possible any more: this session is %(state)s."), params={"state": row.get_state_display()}
        )


def _keep(row: GroupSession, action: str, by: User, now: datetime, *, reason: str = "", **detail: Any) -> None:
    row.save()
    detail |= {"session": row.pk, "day": row.held_on.isoformat(), "module": str(row.module_key or "")}
    stated.beside(audit.note(action, by=by, now=now, cohort=row.cohort, **detail), reason, by.pk)


def _numbers(row: GroupSession) -> dict[str, Any]:
    times = {"began": row.began_at, "ended": row.ended_at}
    instants = {name: at.timestamp() if at else None for name, at in times.items()}
    return {**instants, "breaks": row.break_minutes, "edition": row.edition_id}


def _short(reason: str) -> str:
    return reason.strip()[:LONGEST_REASON]
