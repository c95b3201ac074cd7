"""What staff read of the curriculum before a session: all modules, the guide of one, and its handout for the group."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import cards, guides
from courses.guides import Guide
from courses.map import ModuleOutline
from learners import access, curricula, handouts
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def curriculum(request: SignedIn) -> HttpResponse:
    """Every module of the programs in which this person works."""
    programs = access.check_can_see_curricula(request.user)
    shown = [(program, curricula.weeks_of(program)) for program in programs]
    return render(request, "learners/facilitate/curriculum.html", {"programs": shown})


@require_safe
@signed_in
def guide(request: SignedIn, module_key: UUID) -> HttpResponse:
    """One session. It is shown here and nowhere else."""
    module = access.check_can_see_guide(request.user, module_key)
    found = guide_or_404(module)
    shown = {"listed": curricula.Listed(module, found.review), "module": module, "guide": found}
    return render(request, "learners/facilitate/guide.html", shown)


@require_safe
@signed_in
def handout(request: SignedIn, module_key: UUID) -> HttpResponse:
    """What the group gets on paper, with the examples of one pathway or of both."""
    module = access.check_can_see_guide(request.user, module_key)
    chosen = request.GET.get("examples", handouts.BOTH)
    if chosen not in handouts.EXAMPLES:
        raise Http404
    choices = handouts.choices() if guide_or_404(module).two_example_sets else []
    try:
        copy = handouts.of(module, handouts.variant_for(module, chosen))
    except cards.Missing as error:
        raise Http404 from error
    shown = {"handout": copy, "choices": choices, "chosen": chosen}
    return render(request, "learners/facilitate/handout.html", shown)


def guide_or_404(module: ModuleOutline) -> Guide:
    try:
        return guides.get(module.key)
    except guides.Missing as error:
        raise Http404 from error
