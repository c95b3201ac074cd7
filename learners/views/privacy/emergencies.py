"""Records that were opened in an emergency: the list, one with its reason, and saying that one has looked at it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners.models import EmergencyAccess
from learners.privacy import emergencies as emergency_deeds
from learners.privacy import emergency_list
from learners.safekeeping import audit
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_safe
@desk.officer
def emergencies(request: SignedIn) -> HttpResponse:
    now = timezone.now()
    with transaction.atomic():
        page = desk.listed(request, emergency_list.all_of())
        audit.note("emergencies-read", by=request.user, now=now, lines=len(page))
    return desk.answer(request, "emergencies.html", {"page": page, "today": now})


@require_safe
@desk.officer
def emergency(request: SignedIn, uid: UUID) -> HttpResponse:
    """With the reason, which is sealed: opening it is audited."""
    now, found = timezone.now(), _one_or_404(uid)
    with transaction.atomic():
        reason = emergency_deeds.reason_of(found)
        known: dict[str, Any] = {
            "enrolment": found.enrolment,
            "cohort": found.enrolment.cohort,
            "emergency": str(found.uid),
        }
        audit.note("emergency-read", by=request.user, now=now, **known)
    return desk.answer(request, "emergency.html", {"one": found, "reason": reason, "today": now})


@require_POST
@desk.officer
def seen(request: SignedIn, uid: UUID) -> HttpResponse:
    emergency_list.mark_seen(_one_or_404(uid), by=request.user, now=timezone.now())
    messages.success(request, _("Kept: you have looked at it."))
    return redirect("privacy_emergencies")


def _one_or_404(uid: UUID) -> EmergencyAccess:
    found = emergency_list.all_of().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
