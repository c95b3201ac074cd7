"""What a facilitator sees of the own cohorts. Every read of people's progress is audited in the same transaction."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learners import access
from learners.overview import grids
from learners.people import roles
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def cohorts(request: SignedIn) -> HttpResponse:
    """The cohorts that this person may follow, with how many people are in each; and asks that wait for an answer."""
    access.check_can_facilitate(request.user)
    mine = grids.with_counts(roles.followed_cohorts(request.user))
    shown = {
        "asks": access.asks_for(request.user, timezone.now()).count(),
        "cohorts": mine,
        "manages": access.can_manage_some(request.user),
    }
    return render(request, "learners/facilitate/cohorts.html", shown)


@require_safe
@signed_in
def cohort(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """People x modules of one cohort, a page of 50, with how many stand how."""
    now = timezone.now()
    group = access.check_can_follow(request.user, cohort_uid)
    show, order = request.GET.get("show", grids.EVERYBODY), request.GET.get("order", grids.BY_NAME)
    with transaction.atomic():
        audit.note("cohort-read", by=request.user, now=now, cohort=group)
        grid = grids.of_cohort(group, show=show, order=order, page=request.GET.get("page", "1"), now=now)
    shown = {
        "cohort": group,
        "grid": grid,
        "show": show,
        "order": order,
        "orders": [(key, words) for key, (words, _key) in grids.ORDERS.items()],
        "caption": _("Each week is the person's own."),
        "query": f"{urlencode({'show': show, 'order': order})}&",
        "bar_title": group.name,
        "bar_note": group.meets,
    }
    return render(request, "learners/facilitate/cohort.html", shown)


@require_safe
@signed_in
def program_people(request: SignedIn, program_uid: UUID) -> HttpResponse:
    """Everybody in a program, a page of 50, for its managers."""
    now = timezone.now()
    program = access.check_can_manage(request.user, program_uid)
    with transaction.atomic():
        page = request.GET.get("page", "1")
        audit.note("program-read", by=request.user, now=now, program=str(program.uid), page=page[:6])
        grid = grids.of_program(program, page=page, now=now)
    groups = program.cohorts.order_by("-is_open", "name", "pk").only("uid", "name", "program")
    shown = {"program": program, "grid": grid, "cohorts": groups, "caption": program.name, "bar_title": program.name}
    return render(request, "learners/facilitate/program_people.html", shown)
