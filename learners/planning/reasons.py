"""Words for a plan: why a module stands where it stands, and when it opens. Never blame, never a bare lock."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from cms.language import kept
from learners.learning.completion import Parts
from learners.planning.assigned import PersonPlan, Row, Work

WHY = {
    "starter-pack": gettext_noop("Everybody starts with this."),
    "safety-first": gettext_noop("Moved up, because it helps to keep you safe."),
    "finish-pack": gettext_noop("Part of your last two weeks."),
    "free-slot": gettext_noop("A little earlier, because there is room."),
    "optional": gettext_noop("Yours to read; your plan does not ask for it."),
    "added-by-staff": gettext_noop("Added by your team."),
    "moved-by-staff": gettext_noop("Moved by your team."),
}
STANDINGS = {
    "done": gettext_noop("Done."),
    "under-way": gettext_noop("Under way."),
    "open": gettext_noop("Open."),
    "make-up": gettext_noop("To make up."),
}
LEFT = {
    "cards": gettext_noop("the cards are left"),
    "worksheet": gettext_noop("the worksheet is left"),
    "check_in": gettext_noop("the check-in is left"),
}


def hello(name: str) -> str:
    return _("Good to see you, %(name)s") % {"name": name}


def where(mine: PersonPlan) -> str:
    return _where(mine.week, len(mine.outline.weeks))


def done(mine: PersonPlan) -> str:
    return _done(mine.done, len(mine.wanted))


def next_about(row: Row) -> str:
    return _next_about(row.minutes_left)


def line(row: Row, mine: PersonPlan) -> str:
    """The quiet line under a module's title."""
    assignment = row.assignment
    if row.standing == "done":
        return _done_on(_day_done(row, mine), mine.today)
    if row.standing == "upcoming":
        return _upcoming(None if assignment.on_hold else assignment.opens_on, mine.today, assignment.reason)
    if row.standing == "under-way":
        return _under_way(row.parts, row.card_place, len(row.module.cards))
    if row.standing == "make-up":
        return _make_up(assignment.own_week, row.minutes_left)
    return _open(row.minutes_left, assignment.reason, _due_day(row), mine.today)


def standing(row: Row, mine: PersonPlan) -> str:
    """Where the module stands, in a word or two; what is not open says when it opens."""
    if row.standing == "upcoming":
        return _upcoming(None if row.assignment.on_hold else row.assignment.opens_on, mine.today, "")
    return _standing(row.standing, _day_done(row, mine) is None)


def own_week(row: Row) -> str:
    """Empty where the person has the module in the week in which the program has it."""
    moved = row.assignment.own_week != row.assignment.program_week
    return _("In your week %(week)s.") % {"week": row.assignment.own_week} if moved else ""


def due(row: Row, mine: PersonPlan) -> str:
    """Only a first module says when: everything else has its week."""
    return _due(_due_day(row), mine.today)


def left(row: Work) -> str:
    """ "2 of 3 done: the check-in is left." Empty when nothing is left."""
    return _left(row.parts)


@kept
def minutes(number: int) -> str:
    return ngettext("About %(n)s minute", "About %(n)s minutes", number) % {"n": number}


# --- from facts to words --------------------------------------------------------------------------------------------


@kept
def _where(week: int, weeks: int) -> str:
    return _("Week %(week)s of %(weeks)s") % {"week": week, "weeks": weeks}


@kept
def _done(done: int, total: int) -> str:
    if not done:
        words = ngettext(
            "%(n)s module in your plan, a few each week.", "%(n)s modules in your plan, a few each week.", total
        )
        return words % {"n": total}
    words = ngettext("%(done)s of %(n)s module done.", "%(done)s of %(n)s modules done.", total)
    return words % {"done": done, "n": total}


@kept
def _next_about(number: int) -> str:
    return ngettext("Next, about %(n)s minute", "Next, about %(n)s minutes", number) % {"n": number}


@kept
def _standing(standing: str, never_completed: bool) -> str:
    return _("Excused by your team.") if standing == "done" and never_completed else _(STANDINGS[standing])


@kept
def _upcoming(day: date | None, today: date, reason: str) -> str:
    """`day` is None while the plan is paused."""
    opens = _("Opens %(day)s.") % {"day": _near(day, today)} if day else _("Waits while your plan is paused.")
    return f"{opens} {_why(reason)}".rstrip()


@kept
def _open(number: int, reason: str, due_on: date | None, today: date) -> str:
    return " ".join(filter(None, [f"{minutes(number)}.", _why(reason), _due(due_on, today)]))


@kept
def _make_up(week: int, number: int) -> str:
    return _("From week %(week)s. %(about)s, whenever it suits you.") % {"week": week, "about": minutes(number)}


@kept
def _under_way(parts: Parts, place: int, cards: int) -> str:
    if parts.cards or place == 0:
        return _left(parts)
    return _("You stopped at card %(place)s of %(cards)s.") % {"place": place, "cards": cards}


@kept
def _left(parts: Parts) -> str:
    if not parts.left:
        return ""
    what = _(LEFT[parts.left[0]]) if len(parts.left) == 1 else _("the rest waits for you")
    return _("%(done)s of %(out_of)s done: %(what)s.") % {"done": parts.done, "out_of": parts.out_of, "what": what}


@kept
def _done_on(day: date | None, today: date) -> str:
    """`day` is None for what was excused."""
    if day is None:
        return _("Excused by your team.")
    return _("Done on %(day)s.") % {"day": date_format(day, "l" if 0 <= (today - day).days < 7 else "F j")}


@kept
def _due(day: date | None, today: date) -> str:
    return _("Please do this one first, by %(day)s.") % {"day": _near(day, today)} if day else ""


def _why(reason: str) -> str:
    words = WHY.get(reason)
    return _(words) if words else ""


def _near(day: date, today: date) -> str:
    """A weekday within a week, else a date."""
    distance = (day - today).days
    if distance <= 0:
        return _("today")
    if distance == 1:
        return _("tomorrow")
    return date_format(day, "l") if distance < 7 else date_format(day, "F j")


# --- facts of a row -------------------------------------------------------------------------------------------------


def _due_day(row: Row) -> date | None:
    soon = (row.assignment.due_on - row.assignment.opens_on).days <= 2
    return row.assignment.due_on if row.assignment.source == "starter" and soon else None


def _day_done(row: Row, mine: PersonPlan) -> date | None:
    when = row.progress.completed_at if row.progress else None
    return when.astimezone(mine.enrolment.cohort.zone).date() if when else None
