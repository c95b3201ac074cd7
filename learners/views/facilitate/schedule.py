"""When a group meets: the next weeks and those before, with what staff may change about each meeting."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.forms.sessions import AddForm, CallOffForm, MeetingTimesForm
from learners.groups import schedules, sessions
from learners.models import Cohort
from learners.safekeeping import audit
from learners.views.facilitate.session_page import bar
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def schedule(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """The next six weeks, and one month of what was. Five queries of its own."""
    group = access.check_can_follow(request.user, cohort_uid)
    return _show(request, group)


@require_POST
@signed_in
def add(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """A session more, on an unusual day."""
    group = access.check_can_follow(request.user, cohort_uid)
    form = AddForm(request.POST, auto_id="add-%s")
    if not form.is_valid():
        return _show(request, group, add_form=form)
    given, now = form.cleaned_data, timezone.now()
    return _done(
        request,
        group,
        lambda: sessions.add(group, **given, by=request.user, now=now),
        _("The session is added."),
        add_form=form,
    )


@require_POST
@signed_in
def change(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Other times on that day only."""
    group = access.check_can_follow(request.user, cohort_uid)
    form = MeetingTimesForm(request.POST, auto_id=f"times-{day}-%s")
    if not form.is_valid():
        return _show(request, group, errors=_errors(form))
    given, now = form.cleaned_data, timezone.now()
    return _done(
        request,
        group,
        lambda: sessions.plan(group, day, **given, by=request.user, now=now),
        _("The times are changed."),
    )


@require_POST
@signed_in
def call_off(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    group = access.check_can_follow(request.user, cohort_uid)
    form = CallOffForm(request.POST, auto_id=f"off-{day}-%s")
    if not form.is_valid():
        return _show(request, group, errors=_errors(form))
    given, now = form.cleaned_data, timezone.now()
    return _done(
        request,
        group,
        lambda: sessions.call_off(group, day, **given, by=request.user, now=now),
        _("The session is called off. Calendars show it so when they next ask."),
    )


@require_POST
@signed_in
def put_back(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    group = access.check_can_follow(request.user, cohort_uid)
    now = timezone.now()
    return _done(
        request, group, lambda: sessions.put_back(group, day, by=request.user, now=now), _("The session takes place.")
    )


# --- the page -------------------------------------------------------------------------------------------------------


def _show(request: SignedIn, group: Cohort, **bound: Any) -> HttpResponse:
    now = timezone.now()
    today = group.today(now)
    month = schedules.month_of(request.GET.get("month", ""), today)
    with transaction.atomic():
        audit.note("schedule-read", by=request.user, now=now, cohort=group)
        coming = schedules.listed(group, today, today + schedules.AHEAD, now=now)
        past = schedules.listed(group, month, min(schedules.last_of(month), today - timedelta(days=1)), now=now)
    context = {
        "coming": coming,
        "past": past[::-1],
        "month": month,
        "month_before": schedules.month_before(month),
        "month_after": schedules.month_after(month, today),
        "today": today,
        "add_form": AddForm(
            auto_id="add-%s", initial={"starts_at": group.starts_at, "ends_at": group.ends_at, "day": today}
        ),
        "owner": request.user.uid,
        "errors": {},
        **bound,
        **bar(group),
    }
    return render(request, "learners/facilitate/schedule.html", context, status=422 if bound else 200)


def _done(request: SignedIn, group: Cohort, deed: Callable[[], Any], said: str, **bound: Any) -> HttpResponse:
    try:
        deed()
    except ValidationError as error:
        return _show(request, group, errors={"main": error.messages[0]}, **bound)
    messages.success(request, said)
    return redirect(reverse("schedule", args=[group.uid]))


def _errors(form: Any) -> dict[str, str]:
    return {form[name].id_for_label: errors[0] for name, errors in form.errors.items()}
