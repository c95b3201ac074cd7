"""Granting an erasure: what goes and what stays first, then the account's sign-in name typed, then it is done."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learners.forms.privacy import ErasureForm
from learners.models import PrivacyRequest
from learners.privacy import decisions
from learners.safekeeping import audit
from learners.views.gates import SignedIn, recently_signed_in
from learners.views.privacy import desk
from learners.views.privacy.requests import one_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
@recently_signed_in
def erasure(request: SignedIn, request_uid: UUID) -> HttpResponse:
    now, found = timezone.now(), one_or_404(request_uid)
    if found.kind != PrivacyRequest.Kind.ERASE or found.state != PrivacyRequest.State.OPEN:
        raise Http404
    form = ErasureForm(desk.posted(request), found.person)
    if form.is_bound and form.is_valid():
        answer = form.cleaned_data["answer"]
        deed = lambda: decisions.erase(found, answer=answer, by=request.user, now=now)  # noqa: E731
        if desk.did(form, deed):
            messages.success(request, _("Erased. What must be kept is kept, without the person's words."))
            return redirect("privacy_requests")
    with transaction.atomic():
        audit.note("erasure-previewed", by=request.user, now=now, about=found.person, request=str(found.uid))
    shown = {"asked": found, "form": form, "run": decisions.dry_run(found.person)}
    return desk.answer(request, "erasure.html", shown, status=desk.status_of(form))
