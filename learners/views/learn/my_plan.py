"""The person's own plan: all that was written for it, on a page to read and to print. Nobody else has such a page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access
from learners.models import Audience
from learners.planning import assigned
from learners.planning import my_plan as plans
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def my_plan(request: SignedIn) -> HttpResponse:
    """Six queries, eight where staff changed the plan, with one worksheet or eleven."""
    enrolment = access.check_can_learn(request.user, Audience.PARTICIPANT)
    mine = assigned.for_enrolment(enrolment, now=timezone.now())
    return render(request, "learners/learn/my_plan.html", {"parts": plans.gather(mine), "today": mine.today})
