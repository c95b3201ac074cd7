"""The huddle sheet of a group: one screen, one printed page. Every read is audited in the same transaction."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access
from learners.overview import before_group
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in

FARTHEST = timedelta(days=3 * 366)


@require_safe
@signed_in
def huddle(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """For today's meeting, the next one, or that of ?day=yyyy-mm-dd."""
    now = timezone.now()
    group = access.check_can_follow(request.user, cohort_uid)
    day = _day_or_404(request.GET.get("day"), group.today(now))
    with transaction.atomic():
        sheet = before_group.sheet(group, day, now=now)
        audit.note("huddle-read", by=request.user, now=now, cohort=group, day=sheet.day.isoformat())
    shown = {
        "cohort": group,
        "sheet": sheet,
        "may_write": access.can_lead(request.user, cohort_uid),
        "bar_title": group.name,
        "bar_note": group.meets,
    }
    return render(request, "learners/facilitate/huddle.html", shown)


def _day_or_404(given: str | None, today: date) -> date | None:
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise Http404 from error
    if day.isoformat() != given or abs(day - today) > FARTHEST:
        raise Http404
    return day
