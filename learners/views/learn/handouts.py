"""A module on paper, for whoever may open it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import cards
from learners import access
from learners.learning import handouts
from learners.views.gates import SignedIn, signed_in
from learners.views.learn.modules import variant_of


@require_safe
@signed_in
def handout(request: SignedIn, module_key: UUID) -> HttpResponse:
    """All of it on one page. Having it is not having read it: nothing is recorded."""
    opened = access.check_can_open(request.user, module_key, now=timezone.now())
    try:
        copy = handouts.of(opened.module, variant_of(opened.enrolment))
    except cards.Missing as error:
        raise Http404 from error
    return render(request, "learners/learn/handout.html", {"handout": copy})
