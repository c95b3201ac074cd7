"""Showing an own worksheet to the team, and showing it no longer. Private unless the person says so, sheet by sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.map import Outline
from learners import access
from learners.access import OpenModule
from learners.families import items
from learners.models import Audience, SharedSheet, User
from learners.safekeeping import sharing
from learners.views.gates import SignedIn, signed_in

FROM = ("module", "history")  # pages to go back to, beside the worksheet itself


@require_POST
@signed_in
def share(request: SignedIn, module_key: UUID) -> HttpResponse:
    """From now on the facilitators of the group can read it."""
    now = timezone.now()
    opened = access.check_can_share_sheet(request.user, module_key, now=now)
    sharing.share(opened.enrolment, module_key, now=now)
    messages.success(request, _("Your team can read this sheet now, until you stop it."))
    return _back(request, module_key)


@require_POST
@signed_in
def unshare(request: SignedIn, module_key: UUID) -> HttpResponse:
    """The next time that somebody of the team asks for it, it is not there."""
    access.check_can_stop_sharing(request.user, module_key)
    sharing.stop(request.user, module_key, now=timezone.now())
    messages.success(request, _("Nobody but you can read this sheet now."))
    return _back(request, module_key)


def sharing_of(opened: OpenModule) -> dict[str, Any]:
    """What the control on a page needs; nothing for families, and where there is no worksheet. Two queries."""
    if opened.enrolment.audience != Audience.PARTICIPANT or not opened.module.worksheet_title:
        return {}
    return {
        "can_share": True,
        "zone": opened.enrolment.cohort.zone,
        "shared": sharing.running(opened.enrolment, opened.module.key),
        "to_people": items.is_shown(opened.enrolment, opened.module.key),
    }


def shared_sheets(person: User, program: Outline) -> list[tuple[SharedSheet, str]]:
    """What the person shows now, each with the title of its worksheet. One query."""
    found = sharing.of_person(person)
    return [
        (one, module.worksheet_title if (module := program.by_key.get(one.module_key)) else _("A worksheet"))
        for one in found
    ]


def _back(request: SignedIn, module_key: UUID) -> HttpResponse:
    there = request.POST.get("from", "")
    if there not in FROM:
        return redirect("worksheet", module_key=module_key)
    return redirect("history") if there == "history" else redirect("module", module_key=module_key)
