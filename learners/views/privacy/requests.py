"""Requests of people: the list, one with the person's words, the decision, and putting it off once."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import site
from learners.forms.privacy import DecisionForm, DelayForm
from learners.models import PrivacyRequest
from learners.privacy import decisions, request_list
from learners.safekeeping import audit
from learners.views.gates import SignedIn
from learners.views.privacy import desk

State = PrivacyRequest.State


@require_safe
@desk.officer
def requests(request: SignedIn) -> HttpResponse:
    """Open ones first. Kinds and days only: no words of anybody."""
    now, asked = timezone.now(), request.GET.get("state", "")
    state = asked if asked in State.values else ""
    with transaction.atomic():
        page = desk.listed(request, request_list.all_of(state))
        audit.note("requests-read", by=request.user, now=now, lines=len(page))
    waiting = request_list.with_days(list(page), site.today(now))
    shown = {"page": page, "waiting": waiting, "state": state, "states": State.choices}
    return desk.answer(request, "requests.html", {**shown, "query": f"&state={state}" if state else ""})


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
def request_page(request: SignedIn, request_uid: UUID) -> HttpResponse:
    """Read it, or decide it. An erasure is granted on its own page."""
    now, found = timezone.now(), one_or_404(request_uid)
    form = DecisionForm(desk.posted(request), found.kind)
    if form.is_bound and form.is_valid():
        deed = decisions.grant if form.cleaned_data["decision"] == "grant" else decisions.refuse
        answer = form.cleaned_data["answer"]
        if desk.did(form, lambda: deed(found, answer=answer, by=request.user, now=now)):
            messages.success(request, _("Decided. The person reads your answer in their own account."))
            return redirect("privacy_request", found.uid)
    return _shown(request, found, form, DelayForm(auto_id="%s"))


@require_http_methods(["POST"])
@desk.officer
def later(request: SignedIn, request_uid: UUID) -> HttpResponse:
    now, found = timezone.now(), one_or_404(request_uid)
    form = DelayForm(request.POST, auto_id="%s")
    reason = lambda: form.cleaned_data["reason"]  # noqa: E731
    if form.is_valid() and desk.did(form, lambda: decisions.delay(found, reason=reason(), by=request.user, now=now)):
        messages.success(request, _("Put off by 30 days. The person reads why."))
        return redirect("privacy_request", found.uid)
    return _shown(request, found, DecisionForm(None, found.kind), form)


def one_or_404(uid: UUID) -> PrivacyRequest:
    found = PrivacyRequest.objects.select_related("person", "decided_by").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _shown(request: SignedIn, found: PrivacyRequest, form: DecisionForm, delay: DelayForm) -> HttpResponse:
    """Opening the words is audited in the transaction of the read."""
    now = timezone.now()
    with transaction.atomic():
        known = {field: decisions.words(found, field) for field in (decisions.WORDS, decisions.ANSWER, decisions.DELAY)}
        audit.note("request-read", by=request.user, now=now, about=found.person, request=str(found.uid))
    left = request_list.days_left(found, site.today(now))
    shown = {"asked": found, "left": left, "form": form, "delay": delay, **known}
    may = {"is_open": found.state == State.OPEN, "is_own": found.person_id == request.user.pk}
    may |= {"may_delay": found.delayed_at is None and left is not None and left >= 0}
    may |= {"erases": found.kind == PrivacyRequest.Kind.ERASE}
    status = max(desk.status_of(form), desk.status_of(delay))
    return desk.answer(request, "request.html", {**shown, **may}, status=status)
