"""What staff changed about one person's plan: when, who, what and why, with what was undone since. Questions only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from courses import labels
from courses.map import Outline
from learners.models import AuditEvent, CohortMove, LearningEvent, PathwayChange, Pause, PlanChange, User
from learners.planning import pauses, plan_changes
from learners.planning.assigned import PersonPlan
from learners.planning.plan import PlanInput
from learners.safekeeping import stated

CHANGES = {
    PlanChange.Kind.ADDED: gettext_noop("Added, opens %(day)s: %(title)s"),
    PlanChange.Kind.SKIPPED: gettext_noop("Taken out: %(title)s"),
    PlanChange.Kind.MOVED: gettext_noop("Moved to %(day)s: %(title)s"),
}
AUDITED = {
    "enrolled": gettext_noop("Enrolled"),
    "ended": gettext_noop("Episode ended"),
    "resumed": gettext_noop("Plan resumed"),
    "open-through-undone": gettext_noop("Weeks opened early: undone"),
    "pause-taken-back": gettext_noop("Pause or more time: taken back"),
}
LABELS = {**dict(labels.PATHWAYS), **dict(labels.CONDITIONS)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history. `undo` names what can be undone ("" if nothing); `without` is the plan's input then.

    `over` says in words why it cannot be undone although it stands. `undone_at` and `undone_by` tell that it was.
    """

    at: datetime
    by: User | None
    what: str
    reason: str = ""
    module_key: UUID | None = None
    undone_at: datetime | None = None
    undone_by: User | None = None
    undo: str = ""
    without: PlanInput | None = None
    over: str = ""


def of(mine: PersonPlan) -> list[Entry]:
    """The newest first. Seven queries, six where nobody said why."""
    noted, why = _noted(mine), _Why(mine)
    entries = [
        *_with_reasons(mine, noted, why),
        *_moves(mine, why),
        *(Entry(one.at, one.by, _(AUDITED[one.action]), why.event(one)) for one in noted if one.action in AUDITED),
    ]
    return sorted(entries, key=_when, reverse=True)


def told(mine: PersonPlan) -> list[Entry]:
    """What staff did with the plan and said why, knowing that the person can read it. Newest first, six queries."""
    told = _with_reasons(mine, _noted(mine), _Why(mine))
    entries = (entry for entry in told if entry.reason and not entry.undone_at)
    return sorted(entries, key=_when, reverse=True)


def _when(entry: Entry) -> datetime:
    return entry.at


def _noted(mine: PersonPlan) -> list[AuditEvent]:
    actions = [*AUDITED, "opened-through", "change-undone", "excused"]
    rows = AuditEvent.objects.filter(enrolment=mine.enrolment, action__in=actions)
    return list(rows.select_related("by", "stated").order_by("pk"))


class _Why:
    """What was stated about this person."""

    def __init__(self, mine: PersonPlan) -> None:
        self.person_id = mine.enrolment.person_id
        self.reader = stated.Reader([self.person_id])

    def of(self, row: PlanChange | Pause | PathwayChange | CohortMove) -> str:
        return self.reader.row(row, self.person_id)

    def event(self, event: AuditEvent) -> str:
        return self.reader.event(event)


def _with_reasons(mine: PersonPlan, noted: list[AuditEvent], why: _Why) -> Iterator[Entry]:
    yield from _changes(mine, noted, why)
    yield from _pauses(mine, why)
    yield from _opened(mine, noted, why)
    yield from _excused(mine, noted, why)
    yield from _pathways(mine, why)


def _changes(mine: PersonPlan, noted: list[AuditEvent], why: _Why) -> Iterator[Entry]:
    undone = {(one.detail.get("module"), one.at): one.by for one in noted if one.action == "change-undone"}
    for one in mine.enrolment.plan_changes.select_related("by").order_by("pk"):
        words = {"day": _day(one.opens_on), "title": title_of(mine.outline, one.module_key)}
        entry = Entry(one.at, one.by, _(CHANGES[PlanChange.Kind(one.kind)]) % words, why.of(one), one.module_key)
        if one.undone_at:
            by = undone.get((str(one.module_key), one.undone_at))
            yield replace(entry, undone_at=one.undone_at, undone_by=by)
        else:
            without = plan_changes.without_change(mine.person, one.module_key)
            yield replace(entry, undo=f"change:{one.pk}", without=without)


def _pauses(mine: PersonPlan, why: _Why) -> Iterator[Entry]:
    for one in mine.enrolment.pauses.select_related("by").order_by("pk"):
        entry = Entry(one.at, one.by, _pause_words(one), why.of(one))
        if pauses.is_taken_back(one):
            yield entry
        elif one.until is not None and one.until <= mine.today:
            yield replace(entry, over=_("These days are over, and what came later was counted from them."))
        else:
            without = plan_changes.without_pause(mine.person, one.first, one.until)
            yield replace(entry, undo=f"pause:{one.pk}", without=without)


def _pause_words(pause: Pause) -> str:
    if pauses.is_taken_back(pause):
        more = pause.kind == Pause.Kind.EXTENSION
        return _("More time, taken back") if more else _("Pause, taken back")
    if pause.until is None:
        return _("Paused from %(first)s, until a day not known yet") % {"first": _day(pause.first)}
    if pause.kind == Pause.Kind.EXTENSION:
        weeks = (pause.until - pause.first).days // 7
        words = ngettext("%(n)s week more, from %(first)s", "%(n)s weeks more, from %(first)s", weeks)
        return words % {"n": weeks, "first": _day(pause.first)}
    return _("Paused from %(first)s, back on %(until)s") % {"first": _day(pause.first), "until": _day(pause.until)}


def _opened(mine: PersonPlan, noted: list[AuditEvent], why: _Why) -> Iterator[Entry]:
    """Only the last opening stands."""
    undone = max((one.pk for one in noted if one.action == "open-through-undone"), default=0)
    opened = [one for one in noted if one.action == "opened-through"]
    for one in opened:
        week = one.detail["week"]
        entry = Entry(one.at, one.by, _("Open through week %(week)s") % {"week": week}, why.event(one))
        if one is opened[-1] and one.pk > undone and mine.person.open_through_week == week:
            without = replace(mine.person, open_through_week=one.detail.get("before", 0))
            entry = replace(entry, undo=f"open-week:{one.pk}", without=without)
        yield entry


def _excused(mine: PersonPlan, noted: list[AuditEvent], why: _Why) -> Iterator[Entry]:
    kind = LearningEvent.Kind
    events = LearningEvent.objects.filter(enrolment=mine.enrolment, kind__in=[kind.EXCUSED, kind.EXCUSE_UNDONE])
    said = {(one.detail.get("module"), one.at): one for one in noted if one.action == "excused"}
    standing: dict[UUID, Entry] = {}
    for one in events.select_related("by").order_by("pk"):
        key = one.module_key
        if one.kind == kind.EXCUSED:
            what = _("Excused: %(title)s") % {"title": title_of(mine.outline, key)}
            event = said.get((str(key), one.at))
            reason = why.event(event) if event else ""
            standing[key] = Entry(one.at, one.by, what, reason, key, undo=f"excuse:{key}")
        elif key in standing:
            yield replace(standing.pop(key), undo="", undone_at=one.at, undone_by=one.by)
    yield from standing.values()


def _pathways(mine: PersonPlan, why: _Why) -> Iterator[Entry]:
    """Only the last change can be undone."""
    changes = list(mine.enrolment.pathway_changes.select_related("by").order_by("pk"))
    for one in changes:
        entry = Entry(one.at, one.by, _pathway_words(one), why.of(one))
        if one is changes[-1]:
            conditions = frozenset(one.conditions_before)
            without = replace(mine.person, pathway=one.pathway_before, conditions=conditions)
            entry = replace(entry, undo=f"pathway:{one.pk}", without=without)
        yield entry


def _pathway_words(change: PathwayChange) -> str:
    before = _list([change.pathway_before, *change.conditions_before])
    return _("Pathway: %(before)s → %(after)s") % {
        "before": before,
        "after": _list([change.pathway, *change.conditions]),
    }


def _list(values: list[Any]) -> str:
    return ", ".join(str(LABELS.get(value, value)) for value in values)


def _moves(mine: PersonPlan, why: _Why) -> Iterator[Entry]:
    for one in mine.enrolment.moves.select_related("by", "left", "joined").order_by("pk"):
        what = _("Moved from %(left)s to %(joined)s") % {"left": one.left.name, "joined": one.joined.name}
        yield Entry(one.at, one.by, what, why.of(one))


def title_of(program: Outline, module_key: UUID) -> str:
    module = program.by_key.get(module_key)
    return module.title if module else _("a module that is no longer published")


def _day(day: date | None) -> str:
    return date_format(day, "F j") if day else ""
