"""One record that is open in an emergency, to read only. Each read is audited with the id of the emergency."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import labels
from learners import access
from learners.forms.following import Range
from learners.learning import attempts
from learners.models import EmergencyAccess
from learners.overview import person_page, staff_words
from learners.overview import summary as summaries
from learners.planning import assigned
from learners.privacy import emergencies
from learners.safekeeping import audit
from learners.views.facilitate.people import attempt_shown
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def person(request: SignedIn, emergency_uid: UUID) -> HttpResponse:
    """The plan week by week. No note, no sheet, nothing to change."""
    now = timezone.now()
    emergency = access.check_can_read_in_emergency(request.user, emergency_uid, now=now)
    enrolment = emergency.enrolment
    with transaction.atomic():
        audit.note("person-read", by=request.user, now=now, enrolment=enrolment, emergency=str(emergency_uid))
        page = person_page.of(enrolment, now=now)
    shown = {
        "person": page,
        "where": staff_words.where(page.plan),
        "conditions": [words for name, words in labels.CONDITIONS if name in enrolment.conditions],
    }
    return _answer(request, "person.html", emergency, shown)


@require_safe
@signed_in
def summary(request: SignedIn, emergency_uid: UUID) -> HttpResponse:
    now = timezone.now()
    emergency = access.check_can_read_in_emergency(request.user, emergency_uid, now=now)
    enrolment = emergency.enrolment
    form = Range(request.GET, starts_on=enrolment.starts_on, today=assigned.today(enrolment, now))
    if not form.is_valid():
        return _answer(request, "summary.html", emergency, {"form": form}, status=422)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    with transaction.atomic():
        known = {"first": first.isoformat(), "last": last.isoformat(), "emergency": str(emergency_uid)}
        audit.note("summary-read", by=request.user, now=now, enrolment=enrolment, **known)
        found = summaries.of(enrolment, first=first, last=last, now=now)
    shown = {"form": form.whole, "summary": found, "made_on": enrolment.cohort.today(now)}
    return _answer(request, "summary.html", emergency, shown)


@require_safe
@signed_in
def attempt(request: SignedIn, emergency_uid: UUID, attempt_id: UUID) -> HttpResponse:
    now = timezone.now()
    emergency, tried = access.check_can_read_attempt_in_emergency(request.user, emergency_uid, attempt_id, now=now)
    with transaction.atomic():
        known = {"attempt": str(attempt_id), "emergency": str(emergency_uid)}
        audit.note("attempt-read", by=request.user, now=now, enrolment=emergency.enrolment, **known)
        given = attempts.answers_of(tried)
    return _answer(request, "attempt.html", emergency, attempt_shown(tried, given))


def _answer(
    request: SignedIn, template: str, emergency: EmergencyAccess, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    """With the time that is left. The group of the person is no frame of the page, so none of its pages is linked."""
    left = emergencies.minutes_left(emergency, timezone.now())
    frame = {"owner": request.user.uid, "emergency": emergency, "enrolment": emergency.enrolment, "minutes_left": left}
    return render(request, f"learners/facilitate/emergency/{template}", {**frame, **shown}, status=status)
