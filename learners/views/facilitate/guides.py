"""What staff read of the curriculum before a session: all modules, one guide, its handout, and what changed in it."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from courses import cards, change_words, edition_history, guides
from courses.guides import Guide
from courses.map import ModuleOutline
from learners import access
from learners.learning import handouts
from learners.planning import curricula
from learners.views.gates import SignedIn, signed_in

A_PROGRAM = timedelta(weeks=12)


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


@require_safe
@signed_in
def changes(request: SignedIn, module_key: UUID) -> HttpResponse:
    """What was edited since a day, such as that on which a group began. Of words only; nothing of people."""
    module = access.check_can_see_guide(request.user, module_key)
    today = timezone.localdate()
    day = _day(request.GET.get("since"), today - A_PROGRAM)
    found = edition_history.since(module.key, day)
    sections = change_words.by_section(found.changes) if found else []
    shown = {"module": module, "day": day, "today": today, "found": found, "sections": sections}
    return render(request, "learners/facilitate/guide_changes.html", shown)


def _day(text: str | None, usual: date) -> date:
    """The usual one where none was chosen; absent where it is no day of the calendar."""
    if not text:
        return usual
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or day.year < 2000:
        raise Http404
    return day


def guide_or_404(module: ModuleOutline) -> Guide:
    try:
        return guides.get(module.key)
    except guides.Missing as error:
        raise Http404 from error
