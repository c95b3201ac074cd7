"""Words for a plan: why a module stands where it stands, and when it opens. Never blame, never a bare lock."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from learners.assigned import PersonPlan, Row, Work

WHY = {
    "starter-pack": gettext_noop("Everybody starts with this."),
    "safety-first": gettext_noop("Moved up, because it helps to keep you safe."),
    "finish-pack": gettext_noop("Part of your last two weeks."),
    "free-slot": gettext_noop("A little earlier, because there is room."),
    "optional": gettext_noop("Yours to read; your plan does not ask for it."),
    "added-by-staff": gettext_noop("Added by your team."),
    "moved-by-staff": gettext_noop("Moved by your team."),
}
LEFT = {
    "cards": gettext_noop("the cards are left"),
    "worksheet": gettext_noop("the worksheet is left"),
    "check_in": gettext_noop("the check-in is left"),
}


def kept(words: Callable[..., str]) -> Callable[..., str]:
    """Makes words once for the same arguments in the same language: a plan says most of its lines again and again."""
    made = lru_cache(maxsize=2048)(lambda language, *given: words(*given))

    @wraps(words)
    def ask(*given: Any) -> str:
        return made(get_language(), *given)

    return ask


def hello(name: str) -> str:
    return _("Good to see you, %(name)s") % {"name": name}


def where(mine: PersonPlan) -> str:
    return _("Week %(week)s of %(weeks)s") % {"week": mine.week, "weeks": len(mine.outline.weeks)}


def done(mine: PersonPlan) -> str:
    total = len(mine.wanted)
    if not mine.done:
        words = ngettext(
            "%(n)s module in your plan, a few each week.", "%(n)s modules in your plan, a few each week.", total
        )
        return words % {"n": total}
    return ngettext("%(done)s of %(n)s module done.", "%(done)s of %(n)s modules done.", total) % {
        "done": mine.done,
        "n": total,
    }


def next_about(row: Row) -> str:
    number = row.minutes_left
    return ngettext("Next, about %(n)s minute", "Next, about %(n)s minutes", number) % {"n": number}


def line(row: Row, mine: PersonPlan) -> str:
    """The quiet line under a module's title."""
    if row.standing == "done":
        return _done(row, mine)
    if row.standing == "upcoming":
        return opens(row, mine) + why(row.assignment.reason)
    if row.standing == "under-way":
        return _where_stopped(row)
    about = minutes(row.minutes_left)
    if row.standing == "make-up":
        return _("From week %(week)s. %(about)s, whenever it suits you.") % {
            "week": row.assignment.own_week,
            "about": about,
        }
    return f"{about}.{why(row.assignment.reason)} {due(row, mine)}".rstrip()


def opens(row: Row, mine: PersonPlan) -> str:
    if row.assignment.on_hold:
        return _("Waits while your plan is paused.")
    return _opens(row.assignment.opens_on, mine.today)


@kept
def _opens(day: date, today: date) -> str:
    return _("Opens %(day)s.") % {"day": near_day(day, today)}


def due(row: Row, mine: PersonPlan) -> str:
    """Only a first module says when: everything else has its week."""
    if row.assignment.source != "starter" or (row.assignment.due_on - row.assignment.opens_on).days > 2:
        return ""
    return _("Please do this one first, by %(day)s.") % {"day": near_day(row.assignment.due_on, mine.today)}


@kept
def why(reason: str) -> str:
    """To be put behind another sentence."""
    words = WHY.get(reason)
    return f" {_(words)}" if words else ""


@kept
def minutes(number: int) -> str:
    return ngettext("About %(n)s minute", "About %(n)s minutes", number) % {"n": number}


def near_day(day: date, today: date) -> str:
    """A weekday within a week, else a date."""
    distance = (day - today).days
    if distance <= 0:
        return _("today")
    if distance == 1:
        return _("tomorrow")
    return date_format(day, "l") if distance < 7 else date_format(day, "F j")


def left(row: Work) -> str:
    """ "2 of 3 done: the check-in is left." Empty when nothing is left."""
    parts = row.parts
    if not parts.left:
        return ""
    what = _(LEFT[parts.left[0]]) if len(parts.left) == 1 else _("the rest waits for you")
    return _("%(done)s of %(out_of)s done: %(what)s.") % {"done": parts.done, "out_of": parts.out_of, "what": what}


def _where_stopped(row: Work) -> str:
    cards = len(row.module.cards)
    if row.parts.cards or row.card_place == 0:
        return left(row)
    return _("You stopped at card %(place)s of %(cards)s.") % {"place": row.card_place, "cards": cards}


def _done(row: Row, mine: PersonPlan) -> str:
    when = row.progress.completed_at if row.progress else None
    if when is None:
        return _("Excused by your team.")
    return _done_on(when.astimezone(mine.enrolment.cohort.zone).date(), mine.today)


@kept
def _done_on(day: date, today: date) -> str:
    return _("Done on %(day)s.") % {"day": date_format(day, "l" if 0 <= (today - day).days < 7 else "F j")}
