"""What a facilitator sees of the own cohorts. Every read of people's progress is audited in the same transaction."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access, audit, grids, roles
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def cohorts(request: SignedIn) -> HttpResponse:
    """The cohorts that this person may follow, with how many people are in each."""
    access.check_can_facilitate(request.user)
    mine = grids.with_counts(roles.followed_cohorts(request.user))
    return render(request, "learners/facilitate/cohorts.html", {"cohorts": mine})


@require_safe
@signed_in
def cohort(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """People x weeks of one cohort, a page of 50."""
    now = timezone.now()
    group = access.check_can_follow(request.user, cohort_uid)
    with transaction.atomic():
        audit.note("cohort-read", by=request.user, now=now, cohort=group)
        grid = grids.of_cohort(group, page=request.GET.get("page", "1"), now=now)
    shown = {"cohort": group, "grid": grid, "bar_title": group.name, "bar_note": group.meets}
    return render(request, "learners/facilitate/cohort.html", shown)
