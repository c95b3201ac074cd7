"""The one-page summary of a person for any range of days, to read and to print."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access
from learners.forms.following import Range
from learners.overview import summary as summaries
from learners.planning import assigned
from learners.safekeeping import audit
from learners.views.facilitate.people import framed
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def summary(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """From the start until today unless `from` and `to` say otherwise. A range that makes no sense shows no record."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    today = assigned.today(enrolment, now)
    form = Range(request.GET, starts_on=enrolment.starts_on, today=today)
    if not form.is_valid():
        context = framed(request, enrolment, form=form)
        return render(request, "learners/facilitate/person_summary.html", context, status=422)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    with transaction.atomic():
        days = {"first": first.isoformat(), "last": last.isoformat()}
        audit.note("summary-read", by=request.user, now=now, enrolment=enrolment, **days)
        found = summaries.of(enrolment, first=first, last=last, now=now)
    context = framed(request, enrolment, form=form.whole, summary=found, made_on=enrolment.cohort.today(now))
    return render(request, "learners/facilitate/person_summary.html", context)
