"""What staff note about a person beside the plan: corrected online minutes, reviews, worksheets talked about."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses import outline
from learners import access
from learners.forms import following as forms
from learners.groups import homework
from learners.learning import online_minutes
from learners.learning.minutes import IDLE, LEAST
from learners.overview import reviews as progress_reviews
from learners.planning import assigned
from learners.safekeeping import audit
from learners.views.facilitate.people import framed
from learners.views.gates import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def online(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """The days with their estimates, and a form to put a number in place of one."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    posted = request.POST if request.method == "POST" else None
    form = forms.Minutes(posted, initial={"day": request.GET.get("day", "")})
    if form.is_valid():
        try:
            online_minutes.correct(enrolment, **form.cleaned_data, by=request.user, now=now)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The minutes of that day are corrected."))
            return redirect("person_minutes", enrolment_uid=enrolment_uid)
    with transaction.atomic():
        audit.note("minutes-read", by=request.user, now=now, enrolment=enrolment)
        found = online_minutes.of(enrolment)
    modules = outline.get(enrolment.cohort.program.curriculum_key).by_key
    rules = {"idle": _whole(IDLE), "least": _whole(LEAST)}
    by_module = found.by_title({key: module.title for key, module in modules.items()})
    context = framed(request, enrolment, form=form, online=found, modules=by_module, **rules)
    return render(request, "learners/facilitate/person_minutes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reviews(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """Set or move the day of the next review."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    form = forms.Review(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            progress_reviews.set_next(enrolment, form.cleaned_data["due_on"], by=request.user, now=now)
        except ValidationError as error:
            form.add_error("due_on", error)
        else:
            messages.success(request, _("The day of the next review is set."))
            return redirect("person", enrolment_uid=enrolment_uid)
    with transaction.atomic():
        audit.note("reviews-read", by=request.user, now=now, enrolment=enrolment)
        found = progress_reviews.of(enrolment)
    context = framed(request, enrolment, form=form, reviews=found)
    return render(request, "learners/facilitate/person_reviews.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def reviewed(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """The review that was due took place today."""
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    try:
        progress_reviews.finish(enrolment, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("The review is marked as done."))
    return redirect("person", enrolment_uid=enrolment_uid)


@require_POST
@signed_in
def discussed(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """The worksheet of a module was talked about."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    mine = assigned.in_full(enrolment, now=now)
    key = request.POST.get("module", "")
    row = next((row for row in mine.rows if str(row.module.key) == key), None)
    if row is None or not row.can_open or not row.module.worksheet_title:
        messages.warning(request, _("Choose a worksheet that is open to the person."))
    else:
        homework.discuss(enrolment, row.module.key, by=request.user, now=now)
        messages.success(request, _("The worksheet is marked as talked about."))
    return redirect("person", enrolment_uid=enrolment_uid)


def _whole(duration: timedelta) -> int:
    return int(duration.total_seconds() // 60)
