"""What I asked for about my data: ask, see the answer, take it back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learners.forms.my_data import RequestForm
from learners.privacy import erasure
from learners.privacy import requests as asked
from learners.views.account import ways
from learners.views.gates import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def requests(request: SignedIn) -> HttpResponse:
    form = RequestForm(
        request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind", "")}
    )
    if form.is_bound and form.is_valid() and _make(request, form):
        return redirect("my_requests")
    shown = {"form": form, "asked": asked.told(request.user), "kept": erasure.kept(request.user)}
    return ways.shown(request, "requests.html", shown, status=422 if form.errors else 200)


@require_POST
@signed_in
def take_back(request: SignedIn, request_uid: UUID) -> HttpResponse:
    if not asked.withdraw(request.user, request_uid, now=timezone.now()):
        raise Http404
    messages.success(request, _("Taken back. Nothing was changed."))
    return redirect("my_requests")


def _make(request: SignedIn, form: RequestForm) -> bool:
    try:
        asked.make(request.user, **form.cleaned_data, by=request.user, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("We have it. You will find the answer on this page within 30 days."))
    return True
