"""Bringing in many people by a CSV file: a dry run first, then all of them or nobody."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.forms.admissions import FileForm
from learners.models import Cohort
from learners.people import admission_files, admissions
from learners.views.facilitate.admissions import frame
from learners.views.gates import SignedIn, signed_in

PAGE = "learners/facilitate/admissions/file.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def admit_many(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """Without a file: how to make one. With one: what would happen. With a confirmation: it happens."""
    now = timezone.now()
    cohort = access.check_can_admit(request.user, cohort_uid)
    if request.method != "POST":
        return render(request, PAGE, {**shown(cohort), "form": FileForm()})
    if "sealed" in request.POST:
        return _confirmed(request, cohort, now)
    form = FileForm(request.POST, request.FILES)
    lines = []
    if form.is_valid():
        try:
            data = form.cleaned_data["file"].read(admission_files.BIGGEST + 1)
            lines = admission_files.check(cohort, admission_files.read(data), today=cohort.today(now))
        except ValidationError as error:
            form.add_error("file", error)
    return _dry_run(request, cohort, form, lines, now)


def _dry_run(
    request: SignedIn, cohort: Cohort, form: FileForm, lines: list[admission_files.Line], now: datetime
) -> HttpResponse:
    good = [line.newcomer for line in lines if line.newcomer]
    bad = len(lines) - len(good)
    context = {**shown(cohort), "form": form, "lines": lines, "bad": bad, "good": len(good)}
    if lines and not bad:
        context["sealed"] = admission_files.seal(cohort, good, by=request.user, now=now)
    return render(request, PAGE, context, status=422 if bad or form.errors else 200)


def _confirmed(request: SignedIn, cohort: Cohort, now: datetime) -> HttpResponse:
    try:
        batch, people = admission_files.unseal(cohort, request.POST["sealed"], by=request.user, now=now)
        made = admissions.admit_many(cohort, people, batch=batch, by=request.user, now=now)
    except ValidationError as error:
        context = {**shown(cohort), "form": FileForm(), "errors": {"id_file": " ".join(error.messages)}}
        return render(request, PAGE, context, status=422)
    if made is None:
        messages.info(request, _("These people are in already: nothing was done twice."))
    else:
        messages.success(request, _("%(count)s people are in. Print the slips next.") % {"count": len(made)})
    return redirect("cohort_admissions", cohort.uid)


@require_safe
@signed_in
def admissions_example(request: SignedIn) -> HttpResponse:
    """A file to fill in."""
    access.check_can_facilitate(request.user)
    headers = {"Content-Disposition": 'attachment; filename="people.csv"'}
    return HttpResponse("\ufeff" + admission_files.EXAMPLE, content_type="text/csv; charset=utf-8", headers=headers)


def shown(cohort: Cohort) -> dict[str, object]:
    return {**frame(cohort), "columns": COLUMNS}


COLUMNS = (
    ("first_name, last_name", _("May stay empty.")),
    ("sign_in_name", _("Empty: a neutral one is made.")),
    ("email", _("Only needed where the way is mail.")),
    ("way", _("slip or mail. Empty: slip.")),
    ("track", _("participant or family. Empty: participant.")),
    ("pathway", _("substance-use, mental-health or co-occurring. Empty for family.")),
    ("conditions", _("Such as alcohol;anxiety. May stay empty.")),
    ("start_day", _("Such as 2026-12-07. Empty: today.")),
    ("start_week", _("The week of the plan on that day. Empty: 1. Groups on a wheel do not read it.")),
)
