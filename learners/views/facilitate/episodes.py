"""One person's coming in and going: invite again, slip, move, discharge, bring back in, close and open the account."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learners import access
from learners.entrance import invitations, slips
from learners.forms.admissions import DischargeForm, InviteForm, MoveForm, PlanForm
from learners.learning import progress
from learners.models import Enrolment, Invitation, User
from learners.people import accounts, admissions, coming_in
from learners.planning import plan_preview
from learners.privacy import restriction
from learners.safekeeping import audit, stated
from learners.views.facilitate.admissions import did, frame, posted, refused
from learners.views.gates import SignedIn, recently_signed_in, signed_in

PAGE = "learners/facilitate/admissions/person.html"


@require_safe
@signed_in
def admission(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """How the person got in, and what may be done about it."""
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    return page(request, enrolment, now=timezone.now())


@require_POST
@signed_in
@recently_signed_in
def invite(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """Correct names and address; with the button for it, send a new code by mail."""
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, enrolment, now=now, invite=form)
    try:
        with transaction.atomic():
            accounts.change(enrolment.person, **form.cleaned_data, enrolment=enrolment, by=request.user, now=now)
            if "mail" in request.POST:
                way = Invitation.Way.MAIL
                invitations.make(enrolment.person, way=way, by=request.user, now=now, enrolment=enrolment)
    except ValidationError as error:
        return page(request, enrolment, now=now, invite=refused(form, error))
    said = _("A message with a new link is on its way.") if "mail" in request.POST else _("Saved.")
    messages.success(request, said)
    return redirect("admission", enrolment.uid)


@require_POST
@signed_in
@recently_signed_in
def slip(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """A new code on paper. It is shown in this answer and never again."""
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    try:
        made = slips.make([enrolment], by=request.user, now=now)
    except ValidationError as error:
        return page(request, enrolment, now=now, errors={"account": " ".join(error.messages)})
    shown = {**frame(enrolment.cohort), "slips": made, "enrolment": enrolment}
    return render(request, "learners/facilitate/admissions/slips.html", shown)


@require_POST
@signed_in
@recently_signed_in
def slips_of_cohort(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """A sheet of slips for those who were ticked."""
    now = timezone.now()
    cohort = access.check_can_admit(request.user, cohort_uid)
    ticked = [uid for uid in request.POST.getlist("person") if _is_uid(uid)]
    people = Enrolment.objects.filter(cohort=cohort, uid__in=ticked, ended_on=None).select_related("person")
    people = restriction.shown_in(cohort, people)
    able = [one for one in people.order_by("person__first_name", "pk") if _may_have(one, request.user)]
    if not able:
        messages.warning(request, _("Tick at least one person first, whose account is open and not of staff."))
        return redirect("cohort_admissions", cohort.uid)
    made = slips.make(able, by=request.user, now=now)
    return render(request, "learners/facilitate/admissions/slips.html", {**frame(cohort), "slips": made})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def move_person(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """To another cohort of the program. With `preview`, only show the plan there."""
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    form = MoveForm(posted(request), cohorts=coming_in.cohorts_to_move_to(enrolment))
    weeks = None
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["cohort"]
        if "preview" in request.POST:
            moved = admissions.after_move(enrolment, to, now=now)
            weeks = plan_preview.weeks(moved, now=now, rows=progress.rows_of(enrolment))
        elif did(form, lambda: admissions.move(enrolment, to, reason=_why(form), by=request.user, now=now)):
            messages.success(request, _("Moved. The plan and all that was learned went along."))
            return after(request, enrolment)
    return answer(request, "move.html", enrolment, form, weeks)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def discharge(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    form = DischargeForm(posted(request), initial={"on": enrolment.cohort.today(now)})
    deed = lambda: admissions.discharge(enrolment, **form.cleaned_data, by=request.user, now=now)  # noqa: E731
    if request.method == "POST" and form.is_valid() and did(form, deed):
        messages.success(request, _("Discharged. All is kept, and the person can still read what was open."))
        return redirect("admission", enrolment.uid)
    return answer(request, "discharge.html", enrolment, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def readmit(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """A new episode, in this cohort or in another of one's own (`to`)."""
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    cohorts = coming_in.cohorts_to_admit_to(request.user)
    wanted = request.POST.get("to") or request.GET.get("to") or str(enrolment.cohort.uid)
    cohort = next((one for one in cohorts if str(one.uid) == wanted), enrolment.cohort)
    usual = {"pathway": enrolment.pathway, "conditions": enrolment.conditions}
    day = cohort.today(now)
    form = PlanForm(posted(request), initial=usual, cohort=cohort, today=day, track=enrolment.audience)
    weeks = None
    if request.method == "POST" and form.is_valid():
        newcomer = form.newcomer()
        if "preview" in request.POST:
            weeks = plan_preview.weeks(admissions.as_enrolment(cohort, newcomer), now=now)
        elif made := did(form, lambda: admissions.readmit(enrolment, cohort, newcomer, by=request.user, now=now)):
            messages.success(request, _("The person is back in. The earlier enrolment keeps its history."))
            return redirect("admission", made.uid)
    return answer(request, "readmit.html", enrolment, form, weeks, to=cohort, cohorts=cohorts)


@require_POST
@signed_in
def account_close(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    return _account(request, enrolment_uid, accounts.close, _("The account is closed. Nothing was deleted."))


@require_POST
@signed_in
def account_reopen(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    return _account(request, enrolment_uid, accounts.reopen, _("The account is open again."))


def _account(request: SignedIn, enrolment_uid: UUID, deed: Callable[..., None], said: str) -> HttpResponse:
    now = timezone.now()
    enrolment = access.check_can_admit_person(request.user, enrolment_uid)
    try:
        deed(enrolment.person, enrolment=enrolment, by=request.user, now=now)
    except ValidationError as error:
        return page(request, enrolment, now=now, errors={"account": " ".join(error.messages)})
    messages.success(request, said)
    return redirect("admission", enrolment.uid)


# --- answers --------------------------------------------------------------------------------------------------------


def page(request: SignedIn, enrolment: Enrolment, *, now: datetime, **bound: Any) -> HttpResponse:
    """The person's page, with the form that was refused, if one was."""
    with transaction.atomic():
        audit.note("admission-read", by=request.user, now=now, enrolment=enrolment, cohort=enrolment.cohort)
        comer = coming_in.comers([enrolment], now=now)[0]
        moves = list(enrolment.moves.select_related("left", "joined", "by").order_by("-at", "-pk"))
        stated.open_on({enrolment.person_id: moves})
        episodes = enrolment.person.enrolments.filter(audience=enrolment.audience)
    shown = {
        **frame(enrolment.cohort),
        "enrolment": enrolment,
        "comer": comer,
        "moves": moves,
        "is_last": not episodes.filter(episode__gt=enrolment.episode).exists(),
        "may_invite": invitations.may_invite(enrolment.person, request.user),
        "invite": InviteForm.of(enrolment.person),
        **bound,
    }
    return render(request, PAGE, shown, status=422 if bound else 200)


def answer(
    request: SignedIn, template: str, enrolment: Enrolment, form: forms.Form, weeks: Any = None, **more: Any
) -> HttpResponse:
    """A page with one form, posted or not."""
    shown = {**frame(enrolment.cohort), "enrolment": enrolment, "form": form, "weeks": weeks, **more}
    status = 200 if request.method != "POST" or weeks is not None else 422
    return render(request, f"learners/facilitate/admissions/{template}", shown, status=status)


def after(request: SignedIn, enrolment: Enrolment) -> HttpResponse:
    """To the person's page where it is still one's own to see; else to the group that the person left."""
    if access.can_admit_person(request.user, enrolment.uid):
        return redirect("admission", enrolment.uid)
    return redirect("cohort_admissions", enrolment.cohort.uid)


def _may_have(enrolment: Enrolment, by: User) -> bool:
    return enrolment.person.is_active and invitations.may_invite(enrolment.person, by)


def _why(form: forms.Form) -> str:
    return str(form.cleaned_data["reason"])


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
