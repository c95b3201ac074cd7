"""Search in the modules that are open to a person. What is looked for may name a condition: it is posted, so that no
address, log or history holds it, and it is not kept.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses import finding, terms, urgent
from learners import access
from learners.planning import assigned, reasons
from learners.planning.assigned import PersonPlan
from learners.views.gates import SEARCH, SignedIn, paced, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@paced(SEARCH)
def search(request: SignedIn, audience: str) -> HttpResponse:
    """Eight queries, two of which count how often; ten where staff changed the plan; whatever is found."""
    enrolment = access.check_can_learn(request.user, audience)
    shown: dict[str, object] = {}
    if request.method == "POST":
        typed = request.POST.get("words", "")[: terms.LONGEST]
        mine = assigned.for_enrolment(enrolment, now=timezone.now())
        shown = {"typed": typed, "is_urgent": urgent.is_urgent(typed), **_found(typed, mine)}
    return render(request, "learners/learn/search.html", shown)


def _found(typed: str, mine: PersonPlan) -> dict[str, object]:
    words = terms.read(typed)
    if not words:
        return {"error": _("Write a word or two that say what you look for, such as: sleep, or: saying no.")}
    open_now = [row.module.key for row in mine.shown if row.can_open]
    found = finding.find(words, open_now)
    hits = [(row := mine.by_key[one.key], reasons.standing(row, mine), one.excerpt) for one in found]
    return {"asked": True, "hits": hits, "only_some": any(one.matched < len(words) for one in found)}
