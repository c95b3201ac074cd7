"""Changing one person's plan: fill in, look at what would change, do it; and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learners import access
from learners.forms.plan_deeds import PlanForm
from learners.models import Enrolment
from learners.overview import staff_words
from learners.planning import assigned, plan_changes, plan_deeds, undoing
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan_changes import Difference
from learners.planning.plan_deeds import Deed
from learners.safekeeping import audit
from learners.views.facilitate.people import framed
from learners.views.gates import SignedIn, signed_in

BACK = {"huddle": True, "cohort": True, "attention": False}  # name -> whether its address names the group


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: SignedIn, enrolment_uid: UUID, deed: str) -> HttpResponse:
    """A form; with it filled in, what would change; with "do", the deed."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    chosen = plan_deeds.DEEDS.get(deed)
    if chosen is None:
        raise Http404
    if chosen.preview is None:  # a note is for those who sit in the room
        access.check_can_lead(request.user, enrolment.cohort.uid)
    with transaction.atomic():
        audit.note("plan-read", by=request.user, now=now, enrolment=enrolment)
        mine = assigned.in_full(enrolment, now=now)
    if request.method != "POST":
        form = chosen.form(mine=mine, initial={"module": request.GET.get("module", "")})
        return _page(request, mine, chosen, form)
    form = chosen.form(request.POST, mine=mine)
    step = request.POST.get("step", "preview")
    if not form.is_valid() or step == "edit" or not chosen.fits(mine):
        return _page(request, mine, chosen, form, status=200 if form.is_valid() and step == "edit" else 422)
    try:
        if chosen.preview and step != "do":
            after = chosen.preview(mine, form.cleaned_data)
            return _page(request, mine, chosen, form, differences=_told(mine, after), previews=True)
        made = chosen.do(enrolment, form.cleaned_data, by=request.user, now=now)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, mine, chosen, form, status=422)
    messages.success(request, chosen.done)
    there = made if isinstance(made, Enrolment) else enrolment
    return redirect(way_back(there, request.POST.get("back", "")))


@require_POST
@signed_in
def undo(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """Take back one entry of the history, or say why not."""
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    try:
        undoing.undo(enrolment, request.POST.get("what", ""), by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("That change is taken back."))
    return redirect("person", enrolment_uid=enrolment_uid)


def way_back(enrolment: Enrolment, name: str) -> str:
    """To the page that staff came from, as long as it is one of ours; else to the person."""
    try:
        if name in BACK:
            return reverse(name, args=[enrolment.cohort.uid] if BACK[name] else [])
    except NoReverseMatch:
        pass
    return reverse("person", args=[enrolment.uid])


def _told(mine: PersonPlan, after: PersonPlan) -> list[tuple[Difference, dict[str, str], dict[str, str]]]:
    """Each difference with the words for before and after."""
    return [(one, _words(one.before, mine), _words(one.after, after)) for one in plan_changes.differences(mine, after)]


def _words(row: Row | None, plan: PersonPlan) -> dict[str, str]:
    if row is None:
        return {"opens": "", "due": "", "word": _("not in the plan"), "shape": ""}
    shape = "upcoming" if row.standing == "skipped" else row.standing
    return {
        "opens": staff_words.opens(row, plan.today),
        "due": staff_words.due(row),
        "word": staff_words.standing(row),
        "shape": shape,
    }


def _page(
    request: SignedIn, mine: PersonPlan, deed: Deed, form: PlanForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    back = request.POST.get("back") or request.GET.get("back", "")
    shown = {"deed": deed, "form": form, "fits": deed.fits(mine), "back": back, "plan": mine, **more}
    shown["way_back"] = way_back(mine.enrolment, back)
    context = framed(request, mine.enrolment, **shown)
    return render(request, "learners/facilitate/person_change.html", context, status=status)
