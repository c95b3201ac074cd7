"""What was shown to family members: the list, a file, and the accounting of one person to print."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import site
from learners.forms.privacy import DisclosuresForm
from learners.models import User
from learners.privacy import disclosure_log, policies
from learners.safekeeping import audit
from learners.views import downloads
from learners.views.downloads import XLSX
from learners.views.gates import FILES, SignedIn, paced, recently_signed_in
from learners.views.privacy import desk
from learners.views.privacy.audit_log import ROWS_OF_A_WORKBOOK, file, reader


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
def disclosures(request: SignedIn) -> HttpResponse:
    posted = request.method == "POST"
    form = DisclosuresForm(request.POST if posted else request.GET, posted=posted)
    if not form.is_valid():
        return desk.answer(request, "disclosures.html", {"form": form}, status=422)
    asked = form.asked
    if posted:
        return redirect(f"{reverse('privacy_disclosures')}?{asked.query}")
    with transaction.atomic():
        page = desk.listed(request, disclosure_log.narrowed(asked))
        known: dict[str, Any] = {"about": asked.about, "cohort": asked.group, "lines": len(page)}
        audit.note("disclosures-read", by=request.user, now=timezone.now(), **known)
    shown = {"form": form, "asked": asked, "page": page, "query": f"&{asked.query}" if asked.query else ""}
    return desk.answer(request, "disclosures.html", shown)


@require_safe
@desk.officer
@recently_signed_in
@paced(FILES)
def export(request: SignedIn, kind: str) -> HttpResponseBase:
    form, now = DisclosuresForm(request.GET, posted=False), timezone.now()
    if not form.is_valid():
        return redirect(f"{reverse('privacy_disclosures')}?{request.GET.urlencode()}")
    asked = form.asked
    with transaction.atomic():
        lines = disclosure_log.narrowed(asked).count()
        if kind == XLSX and lines > ROWS_OF_A_WORKBOOK:
            form.add_error(None, _("That is too long for XLSX. Take the CSV, or choose fewer days."))
            return desk.answer(request, "disclosures.html", {"form": form}, status=422)
        known: dict[str, Any] = {"about": asked.about, "cohort": asked.group, "kind": kind, "lines": lines}
        audit.note("disclosures-exported", by=request.user, now=now, **known)
    name = downloads.filename("disclosures", request.user.uid, site.today(now).isoformat(), kind)
    return file(disclosure_log.table(asked, reader(request.user)), name, kind, _("Disclosures"))


@require_safe
@desk.officer
def accounting(request: SignedIn, person_uid: UUID) -> HttpResponse:
    """Three years of one person, on paper if wanted."""
    now, person = timezone.now(), get_object_or_404(User, uid=person_uid)
    with transaction.atomic():
        found = disclosure_log.accounting(person, now=now)
        audit.note("accounting-read", by=request.user, now=now, about=person, lines=len(found))
    notice = policies.current(policies.Kind.REDISCLOSURE).body
    shown = {"person": person, "found": found, "since": disclosure_log.since(now), "today": now, "notice": notice}
    return desk.answer(request, "accounting.html", shown)
