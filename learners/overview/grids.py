"""People x modules, by the same standing as on each person's own page. A fixed number of queries, whatever the size."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courses import outline
from courses.map import ModuleOutline, Outline, WeekOutline
from courses.vocabulary import PARTICIPANT
from learners.models import Audience, Cohort, Enrolment, Program
from learners.planning import assigned
from learners.planning.assigned import PersonPlan, Row
from learners.privacy import restriction

PEOPLE_A_PAGE = 50
TRIES = 2  # of a check-in that is not passed yet: from here on a word may help
WORDS = {
    "done": _("done"),
    "under-way": _("under way"),
    "open": _("open"),
    "make-up": _("to make up"),
    "help": _("tried more than once, not passed yet"),
    "upcoming": _("not open yet"),
    "skipped": _("taken out by staff"),
    "none": _("not in this plan"),
}


@dataclass(frozen=True)
class Line:
    """One person; `cells` holds (state, whether it is the person's own week) for each module of the grid."""

    plan: PersonPlan
    cells: tuple[tuple[str, bool], ...]

    @property
    def last_at(self) -> datetime | None:
        return max((row.progress.last_at for row in self.plan.rows if row.progress), default=None)


@dataclass(frozen=True, slots=True)
class Grid:
    """`weeks` are those of the columns; `choices` and `orders` are (key, words, number of people or nothing)."""

    lines: tuple[Line, ...]
    page: Page
    weeks: tuple[tuple[WeekOutline, tuple[ModuleOutline, ...]], ...]
    choices: tuple[tuple[str, Any, int], ...] = ()
    people: int = 0

    @property
    def modules(self) -> list[ModuleOutline]:
        return [module for _week, modules in self.weeks for module in modules]


# --- what to show, and in which order -------------------------------------------------------------------------------


def _any(state: str) -> Callable[[Line], bool]:
    return lambda line: any(state == found for found, _now in line.cells)


def _nothing_begun(line: Line) -> bool:
    mine = {row.standing for row in line.plan.wanted if row.assignment.own_week == line.plan.week}
    return bool(mine) and mine <= {"open", "make-up"} and not line.plan.paused


def _week_done(line: Line) -> bool:
    mine = {row.standing for row in line.plan.wanted if row.assignment.own_week == line.plan.week}
    return mine == {"done"}


EVERYBODY, BY_NAME = "everybody", "name"
CHOICES: dict[str, tuple[Any, Callable[[Line], bool]]] = {
    EVERYBODY: (_("Everybody"), lambda line: True),
    "not-begun": (_("Nothing of this week begun"), _nothing_begun),
    "make-up": (_("Something to make up"), _any("make-up")),
    "help": (_("A check-in tried more than once"), _any("help")),
    "week-done": (_("This week done"), _week_done),
    "paused": (_("Paused"), lambda line: line.plan.paused),
}
ORDERS: dict[str, tuple[Any, Callable[[Line], Any]]] = {
    BY_NAME: (_("by name"), lambda line: _name(line.plan.enrolment)),
    "week": (_("by week"), lambda line: (line.plan.week, _name(line.plan.enrolment))),
    "done": (_("least done first"), lambda line: (line.plan.done / max(1, len(line.plan.wanted)), line.plan.week)),
    "seen": (_("longest away first"), lambda line: line.last_at.timestamp() if line.last_at else 0.0),
}


def _name(enrolment: Enrolment) -> tuple[str, str, int]:
    return enrolment.person.first_name, enrolment.person.last_name, enrolment.pk


# --- of a cohort ----------------------------------------------------------------------------------------------------


def with_counts(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    running = Q(enrolments__ended_on__isnull=True, enrolments__audience=Audience.PARTICIPANT)
    return (
        cohorts.select_related("program")
        .annotate(people=Count("enrolments", filter=running))
        .order_by("-is_open", "name", "pk")
    )


def of_cohort(cohort: Cohort, *, show: str = EVERYBODY, order: str = BY_NAME, page: str = "1", now: datetime) -> Grid:
    """Participants with a running episode. Four queries, six where staff changed plans; the time grows with the cohort,
    because everybody's standing is asked for the counts.
    """
    program = outline.get(cohort.program.curriculum_key)
    people = running(restriction.shown_in(cohort, Enrolment.objects.filter(cohort=cohort)))
    weeks = weeks_of(program)
    lines = [_line(plan, weeks) for plan in assigned.for_many(list(people), now=now)]
    counted = Counter(key for line in lines for key, (_words, holds) in CHOICES.items() if holds(line))
    choices = tuple((key, words, counted[key]) for key, (words, _holds) in CHOICES.items())
    shown = sorted(filter(CHOICES.get(show, CHOICES[EVERYBODY])[1], lines), key=ORDERS.get(order, ORDERS[BY_NAME])[1])
    part = Paginator(shown, PEOPLE_A_PAGE).get_page(page)
    return Grid(tuple(part), part, weeks, choices, len(lines))


def running(people: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    now_here = people.filter(audience=Audience.PARTICIPANT, ended_on__isnull=True)
    return now_here.select_related("person", "cohort__program")


def weeks_of(program: Outline) -> tuple[tuple[WeekOutline, tuple[ModuleOutline, ...]], ...]:
    """The participants' modules by week, in the order of the program."""
    mine = ((week, tuple(one for one in week.modules if one.audience == PARTICIPANT)) for week in program.weeks)
    return tuple((week, tuple(sorted(modules, key=lambda one: one.slot))) for week, modules in mine if modules)


def _line(plan: PersonPlan, weeks: Iterable[tuple[WeekOutline, Sequence[ModuleOutline]]]) -> Line:
    known = plan.by_key
    return Line(plan, tuple(_cell(known.get(one.key), plan.week) for _week, modules in weeks for one in modules))


def _cell(row: Row | None, week: int) -> tuple[str, bool]:
    return ("none", False) if row is None else (state(row), row.assignment.own_week == week)


def state(row: Row) -> str:
    """The person's own standing in the module; "help" where a check-in was tried more than once and is not passed."""
    progress = row.progress
    tried = progress is not None and progress.attempts >= TRIES and progress.passed_at is None
    return "help" if tried and row.standing in ("under-way", "make-up") else row.standing


# --- of a whole program ---------------------------------------------------------------------------------------------


def of_program(program: Program, *, page: str = "1", now: datetime) -> Grid:
    """Participants of all its cohorts, the last who came first. Only those on the page are read."""
    everybody = Enrolment.objects.filter(cohort__program=program, audience=Audience.PARTICIPANT, ended_on__isnull=True)
    everybody = restriction.unrestricted(everybody)
    part = Paginator(everybody.order_by("-pk").values_list("pk", flat=True), PEOPLE_A_PAGE).get_page(page)
    people = running(Enrolment.objects.filter(pk__in=list(part))).order_by("-pk")
    weeks = weeks_of(outline.get(program.curriculum_key))
    lines = [_line(plan, weeks) for plan in assigned.for_many(list(people), now=now)]
    return Grid(tuple(lines), part, weeks, people=part.paginator.count)
