"""The chain of the audit log: what the last check found, and checking it now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learners.privacy import checks
from learners.safekeeping import checkpoints
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
def check(request: SignedIn) -> HttpResponse:
    """A long chain is left to the tick, which checks once a day: nobody waits for minutes here."""
    if request.method == "POST":
        if checks.run_now(by=request.user, now=timezone.now()):
            messages.success(request, _("Checked."))
        else:
            messages.info(request, _("The log is too long to be checked while you wait. It is checked once a day."))
        return redirect("privacy_check")
    length = checks.length()
    shown = {"checks": checks.newest(), "length": length, "may_wait": length <= checks.WHILE_YOU_WAIT}
    return desk.answer(request, "check.html", {**shown, "checkpoint": checkpoints.newest()})
