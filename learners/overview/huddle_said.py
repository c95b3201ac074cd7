"""What is said of one person before group: who they are today, what is in the way, and since when. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.groups.attendance import MISSED, THERE
from learners.overview import attention, attention_words
from learners.overview.attention_words import and_more, brief, short
from learners.overview.following import WAITING, Followed
from learners.planning.assigned import Row

A_WEEK = timedelta(days=7)  # taken as the time since the last meeting where none is known
SETTLED = timedelta(days=2)  # what was open or left for less is still under way


@dataclass(frozen=True, slots=True)
class Meeting:
    """The day that the sheet is for, and the one before it. `moved` came from another cohort since then.

    `again` names the misconception that came up more than once, by enrolment and module.
    """

    day: date
    last: date | None = None
    moved: frozenset[int] = frozenset()
    again: Mapping[tuple[int, UUID], str] = field(default_factory=dict)

    def is_since(self, day: date) -> bool:
        """After the last meeting, up to this one."""
        return (self.last or self.day - A_WEEK) < day <= self.day


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    words: str
    module: UUID | None = None


def of(one: Followed, meeting: Meeting) -> Iterator[Said]:
    """Nothing of whoever goes their way."""
    yield from _arrived(one, meeting)
    if one.facts.is_away(meeting.day):
        yield _away(one, meeting.day)
    yield from (_by_rule(one, reason, meeting) for reason in _told_once(one))
    if not one.facts.is_paused and one.facts.starts_on <= one.facts.today:
        yield from list(_stopped(one)) or _not_opened(one)
        for ask in (_sessions, _homework, _to_make_up):
            yield from ask(one)
    yield from _review(one, meeting)


# --- who is new, back or away ---------------------------------------------------------------------------------------


def _arrived(one: Followed, meeting: Meeting) -> Iterator[Said]:
    start, enrolment = one.facts.starts_on, one.enrolment
    if start > meeting.day:
        yield Said("new", _("Starts on %(day)s.") % {"day": short(start)})
    elif meeting.is_since(start) and enrolment.episode > 1:
        yield Said("back", _("In the program again since %(day)s.") % {"day": short(start)})
    elif meeting.is_since(start):
        yield Said("new", _first_day(start, meeting.day))
    elif enrolment.pk in meeting.moved:
        yield Said("new", _("Came from another group."))
    yield from _back(one, meeting)
    if meeting.is_since(start):
        yield from _first(one)


def _first(one: Followed) -> Iterator[Said]:
    """What the program wants first, before its rule says so."""
    if one.facts.safety and not any(reason.rule == attention.SAFETY for reason in one.reasons):
        row = one.plan.by_key[one.facts.safety[0]]
        yield Said("new", _("“%(title)s” is not done yet.") % {"title": brief(row.module.title)})


def _first_day(start: date, day: date) -> str:
    return _("First day.") if start == day else _("Joined on %(day)s.") % {"day": short(start)}


def _back(one: Followed, meeting: Meeting) -> Iterator[Said]:
    ended = [pause for pause in one.facts.pauses if pause.until and meeting.is_since(pause.until)]
    if ended and ended[-1].until:
        number = (ended[-1].until - ended[-1].first).days
        words = ngettext("From a pause of %(n)s day.", "From a pause of %(n)s days.", number)
        yield Said("back", words % {"n": number})
    missed = _missed_before(one)
    if missed > 1 and one.facts.sessions[-1][0] == meeting.last:
        words = _("Was here on %(day)s, after %(n)s sessions missed.")
        yield Said("back", words % {"day": short(meeting.last), "n": missed})


def _missed_before(one: Followed) -> int:
    """Sessions missed in a row right before the newest one, if the person was at that."""
    statuses = [status for _, status in one.facts.sessions]
    if not statuses or statuses[-1] not in THERE:
        return 0
    before = statuses[-2::-1]
    return next((place for place, status in enumerate(before) if status not in MISSED), len(before))


def _away(one: Followed, day: date) -> Said:
    until = next((p.until for p in one.facts.pauses if p.first <= day and (not p.until or day < p.until)), None)
    known = _("Until %(day)s.") % {"day": short(until)} if until else _("The day back is not known yet.")
    return Said("paused", known)


# --- what is in the way ---------------------------------------------------------------------------------------------


def _told_once(one: Followed) -> list[attention.Reason]:
    """What is tried and not passed is not done either: said once."""
    tried = {reason.module for reason in one.reasons if reason.rule == attention.TRIES}
    return [reason for reason in one.reasons if reason.rule != attention.SAFETY or reason.module not in tried]


def _by_rule(one: Followed, reason: attention.Reason, meeting: Meeting) -> Said:
    again = meeting.again.get((one.enrolment.pk, reason.module), "") if reason.module else ""
    return Said(reason.rule, attention_words.why(reason, brief(one.title_of(reason)), again), reason.module)


def _not_opened(one: Followed) -> Iterator[Said]:
    """Not where a rule says more: nothing at all was opened for longer."""
    if any(reason.rule == attention.QUIET for reason in one.reasons):
        return
    rows = [row for row in one.plan.this_week if row.can_open]
    opened = min((row.assignment.opens_on for row in rows), default=date.max)
    if all(row.standing == "open" for row in rows) and opened <= one.facts.today - SETTLED:
        yield Said("not-opened", _("Nothing of this week is opened yet."))


def _stopped(one: Followed) -> Iterator[Said]:
    """The last module that was begun and left."""
    left = [(row.progress.last_at, row) for row in _waiting(one) if row.progress and _is_left(one, row)]
    if left:
        row = max(left, key=lambda pair: pair[0])[1]
        known = {"place": row.card_place, "cards": len(row.module.cards), "title": brief(row.module.title)}
        words = _("Stopped at card %(place)s of %(cards)s of “%(title)s”, on %(day)s.")
        yield Said("stopped", words % {**known, "day": short(_last_on(one, row))}, row.module.key)


def _is_left(one: Followed, row: Row) -> bool:
    return not row.parts.cards and row.card_place > 0 and _last_on(one, row) + SETTLED <= one.facts.today


def _last_on(one: Followed, row: Row) -> date:
    assert row.progress is not None  # noqa: S101 — asked of rows that were begun
    return row.progress.last_at.astimezone(one.facts.zone).date()


def _homework(one: Followed) -> Iterator[Said]:
    """What is begun is named before what is not."""
    rows = [row for row in _waiting(one) if row.progress and row.parts.cards and row.parts.worksheet is False]
    if rows:
        first = next((row for row in rows if _is_begun(row)), rows[0])
        words = _("“%(title)s” (begun)") if _is_begun(first) else "“%(title)s”"
        told = and_more(words % {"title": first.module.worksheet_title}, len(rows) - 1)
        yield Said("homework", _("Homework open: %(titles)s.") % {"titles": told}, first.module.key)


def _is_begun(row: Row) -> bool:
    return bool(row.progress and row.progress.worksheet_saved_at)


def _to_make_up(one: Followed) -> Iterator[Said]:
    rows = [row for row in one.plan.wanted if row.standing == "make-up"]
    if rows:
        words = ngettext("To make up: “%(title)s”.", "To make up: %(n)s modules.", len(rows))
        yield Said("make-up", words % {"title": brief(rows[0].module.title), "n": len(rows)}, rows[0].module.key)


def _sessions(one: Followed) -> Iterator[Said]:
    days = one.sessions_to_make_up
    if days and not any(reason.rule == attention.MISSED_SESSIONS for reason in one.reasons):
        words = ngettext(
            "%(n)s session to make up, of %(day)s.", "%(n)s sessions to make up, the last of %(day)s.", len(days)
        )
        yield Said("sessions", words % {"n": len(days), "day": short(days[-1])})


def _review(one: Followed, meeting: Meeting) -> Iterator[Said]:
    """Planned up to this meeting. One whose day has passed is told by its rule."""
    day = one.facts.review_on
    if day and one.facts.today <= day <= meeting.day:
        words = _("Review today.") if day == one.facts.today else _("Review on %(day)s.") % {"day": short(day)}
        yield Said(attention.REVIEW, words)


def _waiting(one: Followed) -> list[Row]:
    return [row for row in one.plan.wanted if row.standing in WAITING]
