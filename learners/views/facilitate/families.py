"""The open code with which families come in: for staff to make, to hang up and to end. It shows no family member."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.entrance.slips import qr_code
from learners.families import codes
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def families(request: SignedIn, program_uid: UUID) -> HttpResponse:
    """The code, a sheet for the wall, and how many came in, where they are not few."""
    program = access.check_can_invite_families(request.user, program_uid)
    running = codes.running(program)
    shown = {
        "program": program,
        "code": running,
        "address": codes.address(),
        "square": qr_code(codes.link(running.code), _("The same for a phone's camera")) if running else "",
        "accounts": codes.accounts(program),
        "fewest": codes.FEWEST,
        "manages": access.can_manage(request.user, program_uid),
        "bar_title": program.name,
        "owner": request.user.uid,
    }
    return render(request, "learners/facilitate/families.html", shown)


@require_POST
@signed_in
def code_make(request: SignedIn, program_uid: UUID) -> HttpResponse:
    program = access.check_can_invite_families(request.user, program_uid)
    codes.make(program, by=request.user, now=timezone.now())
    messages.success(request, _("There is a new code. One from before opens nothing any more: take its posters down."))
    return redirect("families", program.uid)


@require_POST
@signed_in
def code_end(request: SignedIn, program_uid: UUID) -> HttpResponse:
    program = access.check_can_invite_families(request.user, program_uid)
    if codes.end(program, by=request.user, now=timezone.now()):
        messages.success(request, _("The code is ended. Whoever came in with it stays in."))
    return redirect("families", program.uid)
