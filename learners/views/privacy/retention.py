"""How long things are kept, who changed that, and who is due."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms import site
from learners.forms.privacy import RetentionForm
from learners.privacy import retention, retention_rules
from learners.safekeeping import audit
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
def rules(request: SignedIn) -> HttpResponse:
    now = timezone.now()
    form = RetentionForm(desk.posted(request), instance=retention.rules(), auto_id="%s")
    if form.is_bound and form.is_valid():
        deed = lambda: retention_rules.change(form.cleaned_data, by=request.user, now=now) or "same"  # noqa: E731
        if done := desk.did(form, deed):
            said = _("It was so already.") if done == "same" else _("The rules are changed, from now on.")
            messages.success(request, said)
            return redirect("privacy_retention")
    with transaction.atomic():
        due = desk.listed(request, retention.due(site.today(now)))
        audit.note("retention-read", by=request.user, now=now, lines=len(due))
    shown = {"form": form, "page": due, "history": retention_rules.history()}
    return desk.answer(request, "retention.html", shown, status=desk.status_of(form))
