"""Who facilitates a group: as its program manager adds, invites and ends it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.entrance import invitations, slips
from learners.forms.programs import FacilitatorForm, KnownFacilitatorForm
from learners.models import Cohort, Invitation
from learners.people import coming_in, grants
from learners.views.facilitate.admissions import did, frame
from learners.views.gates import SignedIn, recently_signed_in, signed_in


@require_safe
@signed_in
def facilitators(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    return page(request, access.check_can_manage_cohort(request.user, cohort_uid))


@require_POST
@signed_in
def facilitator_add(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Somebody who facilitates in this program already."""
    cohort = access.check_can_manage_cohort(request.user, cohort_uid)
    form = KnownFacilitatorForm.candidates(cohort, request.user, request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        if did(form, lambda: grants.grant(cohort, person, by=request.user, now=timezone.now())):
            messages.success(request, _("%(name)s facilitates this group now.") % {"name": person})
            return redirect("facilitators", cohort.uid)
    return page(request, cohort, known=form)


@require_POST
@signed_in
def facilitator_invite(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """A new account of staff."""
    cohort = access.check_can_manage_cohort(request.user, cohort_uid)
    form = FacilitatorForm(request.POST)
    if form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        if person := did(form, lambda: grants.invite_facilitator(cohort, **said, by=request.user, now=now)):
            messages.success(request, _("%(name)s facilitates this group now.") % {"name": person})
            return redirect("facilitators", cohort.uid)
    return page(request, cohort, new=form)


@require_POST
@signed_in
def facilitator_end(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Out on the next request."""
    cohort = access.check_can_manage_cohort(request.user, cohort_uid)
    form = KnownFacilitatorForm.present(cohort, request.POST)
    if not form.is_valid():
        return page(request, cohort, present=form)
    person = form.cleaned_data["person"]
    grants.end(cohort, person, by=request.user, now=timezone.now())
    messages.success(request, _("%(name)s no longer sees this group.") % {"name": person})
    return redirect("facilitators", cohort.uid)


@require_POST
@signed_in
@recently_signed_in
def facilitator_code(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """A new code, on a slip that is shown in this answer only, or by mail."""
    now = timezone.now()
    cohort = access.check_can_manage_cohort(request.user, cohort_uid)
    form = KnownFacilitatorForm.present(cohort, request.POST)
    if not form.is_valid():
        return page(request, cohort, present=form)
    person, program = form.cleaned_data["person"], cohort.program
    try:
        if "mail" in request.POST:
            invitations.make(person, way=Invitation.Way.MAIL, by=request.user, now=now, program=program)
            messages.success(request, _("A message with a new link is on its way."))
            return redirect("facilitators", cohort.uid)
        made = slips.make([person], by=request.user, now=now, program=program)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, cohort, present=form)
    return render(request, "learners/facilitate/admissions/slips.html", {**frame(cohort), "slips": made, "staff": True})


def page(request: SignedIn, cohort: Cohort, **bound: forms.Form) -> HttpResponse:
    """With the form that was refused, if one was."""
    now = timezone.now()
    people = list(grants.facilitators(cohort))
    waiting = invitations.open_of(person.pk for person in people)
    states = [(person, *coming_in.state(person, waiting.get(person.pk), now)) for person in people]
    shown: dict[str, Any] = {
        **frame(cohort),
        "states": states,
        "known": KnownFacilitatorForm.candidates(cohort, request.user),
        "new": FacilitatorForm(),
        **bound,
        "refused": next(iter(bound.values()), None),
    }
    status = 422 if bound else 200
    return render(request, "learners/facilitate/programs/facilitators.html", shown, status=status)
