"""The cohort grid: people x weeks, by the same standing as on each person's own page. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courses import outline
from learners import assigned
from learners.assigned import PersonPlan
from learners.models import Audience, Cohort, Enrolment

PEOPLE_A_PAGE = 50
WORDS = {
    "done": _("done"),
    "part": _("under way"),
    "open": _("open"),
    "make-up": _("to make up"),
    "upcoming": _("not open yet"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person: the state of each week (done, part, make-up, open, upcoming) and the day last seen."""

    plan: PersonPlan
    weeks: tuple[tuple[int, str], ...]
    last_at: datetime | None

    @property
    def marked(self) -> list[tuple[int, str, str]]:
        """(week, state, the state in words)."""
        return [(number, state, f"{_('Week')} {number}: {WORDS[state]}") for number, state in self.weeks]


@dataclass(frozen=True, slots=True)
class Grid:
    lines: tuple[Line, ...]
    page: Page
    weeks: tuple[int, ...]


def with_counts(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    running = Q(enrolments__ended_on__isnull=True, enrolments__audience=Audience.PARTICIPANT)
    return (
        cohorts.select_related("program")
        .annotate(people=Count("enrolments", filter=running))
        .order_by("-is_open", "name", "pk")
    )


def of_cohort(cohort: Cohort, *, page: str, now: datetime) -> Grid:
    """Participants with a running episode, by name. Four queries, six where staff changed plans."""
    people = Enrolment.objects.filter(cohort=cohort, audience=Audience.PARTICIPANT, ended_on__isnull=True)
    people = people.select_related("person", "cohort__program").order_by(
        "person__first_name", "person__last_name", "pk"
    )
    shown = Paginator(people, PEOPLE_A_PAGE).get_page(page)
    plans = assigned.for_many(list(shown), now=now)
    program = outline.get(cohort.program.curriculum_key)
    numbers = tuple(range(1, len(program.weeks) + 1))
    return Grid(tuple(_line(plan, numbers) for plan in plans), shown, numbers)


def _line(plan: PersonPlan, numbers: tuple[int, ...]) -> Line:
    seen = [row.progress.last_at for row in plan.rows if row.progress]
    return Line(plan, tuple((number, _week(plan, number)) for number in numbers), max(seen, default=None))


def _week(plan: PersonPlan, number: int) -> str:
    """The state of a week, from the standings of its modules."""
    standings = {row.standing for row in plan.wanted if row.assignment.own_week == number}
    if not standings or standings == {"upcoming"}:
        return "upcoming"
    if standings == {"done"}:
        return "done"
    if "make-up" in standings:
        return "make-up"
    return "part" if standings & {"done", "under-way"} else "open"
