"""Asking for one record in an emergency, and the page on which a second person agrees or says no."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learners import access
from learners.entrance import recent
from learners.forms.emergencies import Ask
from learners.privacy import emergencies
from learners.safekeeping import audit
from learners.views.gates import SignedIn, recently_signed_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask(request: SignedIn) -> HttpResponse:
    """The answer is the same whether anybody has this name."""
    access.check_can_facilitate(request.user)
    now, form = timezone.now(), Ask(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            emergencies.ask(by=request.user, now=now, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Passed on. Now a second person must agree, within 15 minutes."))
            return redirect("emergency_ask")
    found = list(access.open_for(request.user, now))
    shown = {"form": form, "open": [(one, emergencies.minutes_left(one, now)) for one in found]}
    status = 422 if form.errors else 200
    return render(request, "learners/facilitate/emergency/ask.html", {**shown, **_frame(request)}, status=status)


@require_safe
@signed_in
def waiting(request: SignedIn) -> HttpResponse:
    """Asks that wait for this person, each with its reason, and what is open because this person agreed."""
    access.check_can_agree_somewhere(request.user)
    now = timezone.now()
    with transaction.atomic():
        asks = [(one, _reason(request, one), emergencies.minutes_left(one, now)) for one in _asks(request)]
    agreed = [(one, emergencies.minutes_left(one, now)) for one in access.agreed_by(request.user, now)]
    shown = {"asks": asks, "agreed": agreed, "proved": recent.is_recent(request), **_frame(request)}
    return render(request, "learners/facilitate/emergency/waiting.html", shown)


@require_POST
@signed_in
@recently_signed_in
def agree(request: SignedIn, emergency_uid: UUID) -> HttpResponse:
    """Wants a proof of who it is, as an open browser must not stand for the second person."""
    now = timezone.now()
    emergency = access.check_can_agree(request.user, emergency_uid, now=now)
    try:
        emergencies.agree(emergency, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("You agreed. The record is open for an hour; you can end it here."))
    return redirect("emergency_waiting")


@require_POST
@signed_in
def end(request: SignedIn, emergency_uid: UUID) -> HttpResponse:
    """Ends the hour early, or says no to an ask."""
    now = timezone.now()
    emergency = access.check_can_end_emergency(request.user, emergency_uid, now=now)
    emergencies.end(emergency, by=request.user, now=now)
    messages.success(request, _("Ended. The record is closed."))
    return redirect("emergency_ask" if emergency.person_id == request.user.pk else "emergency_waiting")


def _asks(request: SignedIn) -> list:
    return list(access.asks_for(request.user, timezone.now()).order_by("asked_at"))


def _reason(request: SignedIn, emergency: emergencies.EmergencyAccess) -> str:
    """Opening it is a read of what belongs to the participant."""
    now, enrolment = timezone.now(), emergency.enrolment
    audit.note("emergency-read", by=request.user, now=now, enrolment=enrolment, emergency=str(emergency.uid))
    return emergencies.reason_of(emergency)


def _frame(request: SignedIn) -> dict[str, object]:
    """Of the pages of staff, or of the desk for a privacy officer who follows no group."""
    facilitates = access.can_facilitate(request.user)
    desk = {} if facilitates else {"desk": True, "bar_title": _("Privacy desk")}
    return {"owner": request.user.uid, "facilitates": facilitates, **desk}
