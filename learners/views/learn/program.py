"""The program at a glance: its weeks, with what is the person's own and where it stands, and the other track beside."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import glance, vocabulary
from learners import access
from learners.planning import assigned, reasons
from learners.planning.assigned import PersonPlan, Row
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def program(request: SignedIn, audience: str) -> HttpResponse:
    """Five queries, seven where staff changed the plan. Unknown strands show all."""
    enrolment = access.check_can_learn(request.user, audience)
    mine = assigned.for_enrolment(enrolment, now=timezone.now())
    strand = glance.strand_of(request.GET.get("strand", ""))
    shown = {
        "plan": mine,
        "strand": strand,
        "weeks": [week for week in _weeks(mine, strand) if week["own"] or week["beside"]],
        "for_family": audience == vocabulary.FAMILY,
    }
    return render(request, "learners/learn/program.html", shown)


def _weeks(mine: PersonPlan, strand: str) -> list[dict[str, object]]:
    """`beside` never holds an elective: a family page must not tell a condition, and the own ones are in `own`."""
    own: dict[int, list[Row]] = {}
    for row in sorted(mine.shown, key=lambda row: row.module.slot):
        if strand in ("", row.module.strand):
            own.setdefault(row.module.week, []).append(row)
    family = mine.enrolment.audience == vocabulary.FAMILY
    return [
        {
            "week": one.week,
            "is_now": one.week == mine.theme,
            "own": [(row, reasons.standing(row, mine), _about(row)) for row in own.get(one.week.number, ())],
            "beside": one.required if family else one.family,
        }
        for one in glance.weeks(mine.outline, strand)
    ]


def _about(row: Row) -> str:
    return " ".join(filter(None, [f"{reasons.minutes(row.module.minutes)}.", reasons.own_week(row)]))
