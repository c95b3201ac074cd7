"""Words for staff about a plan: where a module stands, when it opens and why. About the person, never blaming."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from learners.planning.assigned import PersonPlan, Row

STANDINGS = {
    "done": gettext_noop("done"),
    "under-way": gettext_noop("under way"),
    "open": gettext_noop("open"),
    "make-up": gettext_noop("to make up"),
    "upcoming": gettext_noop("not open yet"),
    "skipped": gettext_noop("taken out"),
}
WHY = {
    "starter-pack": gettext_noop("Everybody starts with this."),
    "your-week": "",
    "safety-first": gettext_noop("Moved up, because it helps to keep the person safe."),
    "made-room": gettext_noop("In another week, to make room for what comes first."),
    "free-slot": gettext_noop("Moved up, because there is room."),
    "finish-pack": gettext_noop("Part of the last weeks."),
    "added-by-staff": gettext_noop("Added by staff."),
    "moved-by-staff": gettext_noop("Moved by staff."),
    "opened-early": gettext_noop("Open ahead of its week."),
    "optional": gettext_noop("Was open before; the plan no longer asks for it."),
}


def standing(row: Row) -> str:
    """In a word or two. What was excused says so."""
    if row.standing == "done" and row.progress and row.progress.completed_at is None:
        return _("excused")
    return _(STANDINGS[row.standing])


def why(row: Row) -> str:
    words = WHY[row.assignment.reason]
    return _(words) if words else ""


def opens(row: Row, today: date) -> str:
    """When it opens, as long as it is not open."""
    if row.standing == "skipped":
        return ""
    if row.assignment.on_hold:
        return _("after the pause")
    return _("open") if row.assignment.opens_on <= today or row.can_open else day(row.assignment.opens_on)


def due(row: Row) -> str:
    """Only while something is left to do."""
    if row.standing in ("done", "skipped") or row.assignment.on_hold or row.assignment.reason == "optional":
        return ""
    return day(row.assignment.due_on)


def where(mine: PersonPlan) -> str:
    return _("Week %(week)s of %(weeks)s") % {"week": mine.week, "weeks": len(mine.outline.weeks)}


def minutes(number: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", number) % {"n": number}


def day(when: date) -> str:
    return date_format(when, "M j")
