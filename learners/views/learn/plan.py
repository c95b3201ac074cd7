"""The plan: this week first, what is next, what is to make up, and what opens when and why."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.entrance import idle
from learners.models import Audience
from learners.planning import assigned, my_plan, reasons
from learners.planning.assigned import PersonPlan, Row
from learners.views.gates import SignedIn, signed_in

LANES = {"make-up": "make_up", "under-way": "also_open", "open": "also_open", "upcoming": "soon"}


@require_safe
@signed_in
def plan(request: SignedIn) -> HttpResponse:
    """Five queries in all, seven where staff changed the plan, with 1 or 36 assignments."""
    enrolment = access.check_can_learn(request.user, Audience.PARTICIPANT)
    mine = assigned.for_enrolment(enrolment, now=timezone.now())
    return render(
        request,
        "learners/learn/plan.html",
        {
            "plan": mine,
            "hello": reasons.hello(request.user.get_short_name()),
            "has_my_plan": my_plan.feeds(mine),
            **lanes(mine),
        },
    )


def lanes(mine: PersonPlan) -> dict[str, object]:
    """Where each row stands on the page. Nothing is in two lanes; what is done and what is far off is left to the
    program at a glance, so that a tired person sees little.
    """
    weeks = _path(mine)
    return {
        "theme": mine.theme,
        "weeks": weeks,
        "stones": tuple([state for _, state in weeks]),
        "where": reasons.where(mine),
        "done": reasons.done(mine),
        "next": mine.next,
        "next_about": reasons.next_about(mine.next) if mine.next else "",
        "next_line": _next_line(mine),
        "next_href": _next_href(mine),
        "this_week": [(row, reasons.line(row, mine)) for row in mine.this_week],
        **{lane: [(row, reasons.line(row, mine)) for row in rows] for lane, rows in _beside(mine).items()},
    }


def _beside(mine: PersonPlan) -> dict[str, list[Row]]:
    """What is not of this week, in its lane. Of what is to come only the week that comes soonest."""
    shown = {id(row) for row in mine.this_week}
    found: dict[str, list[Row]] = {"make_up": [], "also_open": [], "soon": []}
    for row in mine.shown:
        lane = LANES.get(row.standing)
        if lane and id(row) not in shown:
            found[lane].append(row)
    first = min([row.assignment.own_week for row in found["soon"]], default=0)
    found["soon"] = [row for row in found["soon"] if row.assignment.own_week == first]
    return found


def _next_line(mine: PersonPlan) -> str:
    row = mine.next
    if row is None:
        return ""
    return reasons.line(row, mine) if row.progress else reasons.due(row, mine)


def _next_href(mine: PersonPlan) -> str:
    """Straight to the card to go on with; once the cards are done, to the module and what is left."""
    row = mine.next
    if row is None:
        return ""
    if row.parts.cards or not row.module.cards:
        return reverse("module", args=[row.module.key])
    return reverse("card", args=[row.module.key, row.module.cards[max(row.card_place, 1) - 1].id])


def _path(mine: PersonPlan) -> list[tuple[int, str]]:
    """(week, done | now | part | open) for each week of the person's path."""
    done: dict[int, list[bool]] = {}
    for row in mine.wanted:
        done.setdefault(row.assignment.own_week, []).append(row.standing == "done")
    weeks = range(1, len(mine.outline.weeks) + 1)
    return [(number, "now" if number == mine.week else _state(done.get(number, []))) for number in weeks]


def _state(done: list[bool]) -> str:
    return "done" if done and all(done) else "part" if any(done) else "open"


@require_http_methods(["GET", "POST"])
@signed_in
def keep(request: SignedIn) -> HttpResponse:
    """Keeps the session awake, and gives a page that was open during a new sign-in its token, and whose it is."""
    left = idle.seconds_left(request, now=timezone.now().timestamp())
    return JsonResponse({"csrf": get_token(request), "owner": str(request.user.uid), "ends_in": left})
