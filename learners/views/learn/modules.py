"""A module: its parts, its cards one by one, and the short version for a hard day."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses import cards
from learners import access
from learners.access import OpenModule
from learners.learning import attempts, progress
from learners.models import Enrolment
from learners.people import enrolments
from learners.planning import reasons
from learners.planning.assigned import Work
from learners.views.gates import SignedIn, signed_in
from learners.views.learn.sharing import sharing_of


@require_safe
@signed_in
def module(request: SignedIn, module_key: UUID) -> HttpResponse:
    """What it is for, what is done and what is left."""
    opened = access.check_can_open(request.user, module_key, now=timezone.now())
    work = work_of(opened)
    shown = {
        "module": opened.module,
        "work": work,
        "left": reasons.left(work),
        "about": reasons.minutes(opened.module.minutes if not opened.progress else work.minutes_left),
        "go_on": _go_on(work),
        "open_attempt": attempts.open_attempt(opened.enrolment, module_key),
        "said": enrolments.said_by_staff(opened.enrolment, module_key),
        "owner": request.user.uid,
        **sharing_of(opened),
    }
    return render(request, "learners/learn/module.html", shown)


@require_safe
@signed_in
def card(request: SignedIn, module_key: UUID, card_id: UUID) -> HttpResponse:
    """One card. Showing it is what counts as seen. Eight queries."""
    now = timezone.now()
    opened = access.check_can_open(request.user, module_key, now=now)
    ids = [one.id for one in opened.module.cards]
    if str(card_id) not in ids:  # taken out by an author: go on with the module
        return redirect("module", module_key=module_key)
    body = body_or_404(opened, str(card_id))
    row = progress.see_card(opened.enrolment, opened.module, str(card_id), now=now)
    place = ids.index(str(card_id))
    shown = {
        "module": opened.module,
        "card": opened.module.cards[place],
        "body": body,
        "where": _("Card %(place)s of %(count)s") % {"place": place + 1, "count": len(ids)},
        "stones": ("done",) * place + ("now",) + ("",) * (len(ids) - place - 1),
        "previous": opened.module.cards[place - 1] if place else None,
        "next": opened.module.cards[place + 1] if place + 1 < len(ids) else None,
        "work": work_of(OpenModule(opened.enrolment, opened.module, row)),
    }
    return render(request, "learners/learn/card.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def short_version(request: SignedIn, module_key: UUID) -> HttpResponse:
    """Three minutes. Reading it to the end counts as the cards."""
    now = timezone.now()
    opened = access.check_can_open(request.user, module_key, now=now)
    if not opened.module.has_short_version:
        raise Http404
    if request.method == "POST":
        progress.finish_short_version(opened.enrolment, opened.module, now=now)
        return redirect("module", module_key=module_key)
    body = cards.short_version(module_key)
    return render(
        request, "learners/learn/short_version.html", {"module": opened.module, "body": body, "work": work_of(opened)}
    )


def body_or_404(opened: OpenModule, card_id: str) -> str:
    try:
        return cards.body(opened.module.key, card_id, variant_of(opened.enrolment))
    except cards.Missing as error:
        raise Http404 from error


def variant_of(enrolment: Enrolment) -> str:
    """Which example set: the pathway, or family."""
    return enrolment.pathway or enrolment.audience


def work_of(opened: OpenModule) -> Work:
    """The open module with its parts, without asking the whole plan."""
    return Work(opened.module, opened.progress)


def _go_on(work: Work) -> dict[str, object]:
    """The card to start or to go on with."""
    if not work.module.cards:
        return {}
    place = work.card_place or 1
    return {"card": work.module.cards[place - 1], "place": place, "started": bool(work.card_place)}
