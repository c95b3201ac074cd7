"""A program manager's pages: programs, their groups, and what is set about a group."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import site
from learners import access
from learners.forms.programs import CohortForm
from learners.models import Mode
from learners.overview import programs as read
from learners.people import cohorts, roles
from learners.views.facilitate.admissions import did, frame, posted
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def programs(request: SignedIn) -> HttpResponse:
    access.check_can_manage_some(request.user)
    mine = list(roles.managed_programs(request.user).order_by("name", "pk"))
    groups = read.groups_of(mine)
    shown = [(program, groups.get(program.pk, [])) for program in mine]
    return render(request, "learners/facilitate/programs/programs.html", {"programs": shown})


@require_safe
@signed_in
def program(request: SignedIn, program_uid: UUID) -> HttpResponse:
    """Its groups and who facilitates them. No progress of anybody."""
    found = access.check_can_manage(request.user, program_uid)
    groups = read.groups_of([found]).get(found.pk, [])
    shown = {"program": found, "groups": groups, "managers": read.managers(found), "bar_title": found.name}
    return render(request, "learners/facilitate/programs/program.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_new(request: SignedIn, program_uid: UUID) -> HttpResponse:
    found = access.check_can_manage(request.user, program_uid)
    usual = {"time_zone": site.facts().time_zone, "mode": Mode.OWN_CLOCK}
    form = CohortForm(posted(request), initial=usual)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if made := did(form, lambda: cohorts.create(found, **form.cleaned_data, by=request.user, now=now)):
            messages.success(request, _("The group is made. Now say who facilitates it."))
            return redirect("facilitators", made.uid)
    return _answer(request, "cohort_new.html", form, {"program": found, "bar_title": found.name})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def cohort_settings(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Name, days, times, zone, calendar. What was held stays as it was."""
    now = timezone.now()
    cohort = access.check_can_manage_cohort(request.user, cohort_uid)
    form = CohortForm.of(cohort, posted(request))
    deed = lambda: cohorts.change(cohort, **form.cleaned_data, by=request.user, now=now) or True  # noqa: E731
    if request.method == "POST" and form.is_valid() and did(form, deed):
        messages.success(request, _("Saved. It holds from now on; sessions that were held stay as they were."))
        return redirect("cohort_settings", cohort.uid)
    shown = {**frame(cohort), "off_days": cohorts.off_days(cohort, now=now)}
    return _answer(request, "cohort_settings.html", form, shown)


def _answer(request: SignedIn, template: str, form: CohortForm, shown: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, f"learners/facilitate/programs/{template}", {**shown, "form": form}, status=status)
