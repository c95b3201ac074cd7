"""Erasing a person who asked for it, or whose time is over: what goes and stays first, then the sign-in name typed,
then it is done.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms import site
from learners.forms.privacy import ErasureForm
from learners.models import PrivacyRequest, User
from learners.privacy import decisions, erasure, retention
from learners.safekeeping import audit
from learners.views.gates import SignedIn, recently_signed_in
from learners.views.privacy import desk
from learners.views.privacy.requests import one_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
@recently_signed_in
def asked_for(request: SignedIn, request_uid: UUID) -> HttpResponse:
    now, found = timezone.now(), one_or_404(request_uid)
    if found.kind != PrivacyRequest.Kind.ERASE or found.state != PrivacyRequest.State.OPEN:
        raise Http404
    back = reverse("privacy_request", args=[found.uid])
    return _page(request, found.person, back, lambda: decisions.erase(found, by=request.user, now=now))


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
@recently_signed_in
def due(request: SignedIn, person_uid: UUID) -> HttpResponse:
    """Nobody who is not due: that person has to ask."""
    now, person = timezone.now(), get_object_or_404(User, uid=person_uid)
    if not retention.is_due(person, site.today(now)):
        raise Http404
    back = reverse("privacy_retention")
    return _page(request, person, back, lambda: erasure.erase(person, by=request.user, now=now))


def _page(request: SignedIn, person: User, back: str, deed: Callable[[], None]) -> HttpResponse:
    now, form = timezone.now(), ErasureForm(desk.posted(request), person)
    if form.is_bound and form.is_valid() and desk.did(form, deed):
        messages.success(request, _("Erased. What must be kept is kept, without a name."))
        return redirect("privacy_home")
    with transaction.atomic():
        lines = erasure.forecast(person)
        audit.note("erasure-previewed", by=request.user, now=now, about=person)
    shown = {"person": person, "form": form, "back": back, "lines": lines, "in_the_way": _in_the_way(person)}
    return desk.answer(request, "erasure.html", shown, status=desk.status_of(form))


def _in_the_way(person: User) -> list[str]:
    """What has to be done first, in words."""
    try:
        erasure.check_can_be_erased(person, now=timezone.now())
    except ValidationError as error:
        return list(error.messages)
    return []
