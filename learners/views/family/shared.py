"""One thing that somebody shows: a worksheet or a plan, on a page of its own, to read and to print."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from learners import access
from learners.families import items, shown
from learners.models import Audience
from learners.views.gates import SignedIn, signed_in


@require_GET
@signed_in
def shared(request: SignedIn, share_uid: UUID) -> HttpResponse:
    """Asked afresh and noted each time. What ended, what is another's and what never was look the same. Whoever shows
    it is led to the own preview.
    """
    if own := items.link_of(request.user, share_uid):
        return redirect("person_preview_item", link_uid=own.uid, share_uid=share_uid)
    access.check_can_learn(request.user, Audience.FAMILY)
    try:
        found = shown.read_item(share_uid, by=request.user, now=timezone.now())
    except shown.NotStanding as error:
        raise Http404 from error
    return render(request, "learners/family/shared.html", {"shown": found})
