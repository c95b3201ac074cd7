"""Who comes in: the list of a cohort, bringing in one person, and finding people again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.forms.admissions import AdmitForm
from learners.models import Cohort, Invitation
from learners.people import admissions, coming_in
from learners.planning import plan_preview
from learners.safekeeping import audit
from learners.views.gates import SEARCH, SignedIn, paced, signed_in


@require_safe
@signed_in
def cohort_admissions(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Everybody in the cohort, or who left it, and who has not signed in yet. A page of 50."""
    now = timezone.now()
    cohort = access.check_can_admit(request.user, cohort_uid)
    left = request.GET.get("left") == "1"
    with transaction.atomic():
        audit.note("admissions-read", by=request.user, now=now, cohort=cohort)
        people, page = coming_in.of_cohort(cohort, left=left, page=request.GET.get("page", "1"), now=now)
    return render(
        request,
        "learners/facilitate/admissions/cohort.html",
        {**frame(cohort), "people": people, "page": page, "left": left},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def admit(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Bring in one person: fill in, look at the plan, bring in."""
    now = timezone.now()
    cohort = access.check_can_admit(request.user, cohort_uid)
    form = AdmitForm(posted(request), cohort=cohort, today=cohort.today(now))
    weeks = None
    name = request.POST.get("sign_in_name", "")
    if name and (twin := admissions.just_made(cohort, name, by=request.user, now=now)):
        return redirect("admission", twin.uid)
    if request.method == "POST" and form.is_valid():
        newcomer = form.newcomer()
        if "preview" in request.POST:
            weeks = plan_preview.weeks(admissions.as_enrolment(cohort, newcomer), now=now)
        elif made := did(form, lambda: admissions.admit(cohort, newcomer, by=request.user, now=now)):
            messages.success(request, _said(newcomer.way) % {"name": newcomer.sign_in_name})
            return redirect("admission", made.uid)
    status = 200 if request.method != "POST" or weeks is not None else 422
    shown = {**frame(cohort), "form": form, "weeks": weeks}
    return render(request, "learners/facilitate/admissions/admit.html", shown, status=status)


def _said(way: str) -> str:
    if way == Invitation.Way.MAIL:
        return _("%(name)s is in. A message with a link is on its way.")
    return _("%(name)s is in. Now print the slip.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@paced(SEARCH)
def find_people(request: SignedIn) -> HttpResponse:
    """Among the own cohorts, also those who left. What is looked for stands in no address."""
    now = timezone.now()
    access.check_can_facilitate(request.user)
    words = request.POST.get("words", "").strip()[:100]
    error = _("Type a part of a name first.") if request.method == "POST" and len(words) < 2 else ""
    found = None
    if request.method == "POST" and not error:
        with transaction.atomic():
            found = coming_in.found(request.user, words, now=now)
            audit.note("people-searched", by=request.user, now=now, found=len(found))
    shown = {"words": words, "error": error, "found": found}
    return render(request, "learners/facilitate/admissions/find.html", shown, status=422 if error else 200)


def frame(cohort: Cohort) -> dict[str, object]:
    """What the frame of a page of a group shows."""
    return {"cohort": cohort, "bar_title": cohort.name, "bar_note": cohort.meets}


def posted(request: SignedIn) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def did(form: forms.Form, deed: Callable[[], Any]) -> Any:
    """What the deed gives, or True; False with the reason in the form where it refused."""
    try:
        made = deed()
    except ValidationError as error:
        refused(form, error)
        return False
    return True if made is None else made


def refused(form: forms.Form, error: ValidationError) -> forms.Form:
    form.add_error(None, error)
    return form
