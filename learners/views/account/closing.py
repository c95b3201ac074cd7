"""Closing the own account."""

from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cms.middleware import nothing_stays
from learners.forms.my_data import ClosingForm
from learners.models import Audience
from learners.privacy import closing
from learners.views.account import ways
from learners.views.gates import SignedIn, recently_signed_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_signed_in
def close(request: SignedIn) -> HttpResponse:
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _closed(request, form):
        return nothing_stays(render(request, "learners/account/closed.html"))
    learns = ways.tracks(request.user)
    shown = {"form": form, "takes_part": Audience.PARTICIPANT in learns, "of_family": Audience.FAMILY in learns}
    return ways.shown(request, "close.html", shown, status=422 if form.errors else 200)


def _closed(request: SignedIn, form: ClosingForm) -> bool:
    try:
        closing.close(request.user, by=request.user, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    logout(request)
    return True
