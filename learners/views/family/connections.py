"""What a family member said yes to, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.families import leaving
from learners.models import Audience
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def connections(request: SignedIn) -> HttpResponse:
    """It names nobody: a name is shown by a consent, and this page is the same without one."""
    access.check_can_learn(request.user, Audience.FAMILY)
    context = {
        "connections": leaving.connections(request.user),
        "owner": request.user.uid,
    }
    return render(request, "learners/family/connections.html", context)


@require_POST
@signed_in
def leave(request: SignedIn, link_uid: UUID) -> HttpResponse:
    access.check_can_learn(request.user, Audience.FAMILY)
    if not leaving.leave(request.user, link_uid, now=timezone.now()):
        raise Http404
    messages.success(request, _("You left. Nobody is told why, and the course stays yours."))
    return redirect("family_connections")
