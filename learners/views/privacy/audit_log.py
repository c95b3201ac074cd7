"""The audit log, page by page and as a file. Reading it is in the log, too."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import site
from learners import access
from learners.forms.privacy_log import LogForm
from learners.models import User
from learners.privacy import audit_log, audit_table
from learners.records import spreadsheets
from learners.safekeeping import audit
from learners.views import downloads
from learners.views.downloads import XLSX
from learners.views.gates import FILES, SignedIn, paced, recently_signed_in
from learners.views.privacy import desk

ROWS_OF_A_WORKBOOK = 50_000  # a workbook is put together before it is sent; a CSV goes out piece by piece


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
def log(request: SignedIn) -> HttpResponseBase:
    """What is posted becomes an address with ids, which can be kept and paged."""
    form = LogForm(request.POST if request.method == "POST" else request.GET, posted=request.method == "POST")
    if not form.is_valid():
        return desk.answer(request, "audit_log.html", {"form": form}, status=422)
    asked = form.asked
    if request.method == "POST":
        return redirect(f"{reverse('privacy_log')}?{asked.query}")
    with transaction.atomic():
        page = audit_log.page(asked, before=_number(request.GET.get("before")))
        audit.note("audit-log-read", by=request.user, now=timezone.now(), about=asked.about, cohort=asked.group)
    shown = {
        "form": form,
        "asked": asked,
        "page": page,
        "before": request.GET.get("before"),
        "most": ROWS_OF_A_WORKBOOK,
    }
    return desk.answer(request, "audit_log.html", shown)


@require_safe
@desk.officer
@recently_signed_in
@paced(FILES)
def export(request: SignedIn, kind: str) -> HttpResponseBase:
    """As narrowed on the page. Whoever loses the role gets no further piece."""
    form = LogForm(request.GET, posted=False)
    if not form.is_valid():
        return redirect(f"{reverse('privacy_log')}?{request.GET.urlencode()}")
    asked, now = form.asked, timezone.now()
    with transaction.atomic():
        lines = audit_log.count(asked)
        if kind == XLSX and lines > ROWS_OF_A_WORKBOOK:
            form.add_error(None, _("That is too long for XLSX. Take the CSV, or choose fewer days."))
            return desk.answer(request, "audit_log.html", {"form": form}, status=422)
        known: dict[str, Any] = {"about": asked.about, "cohort": asked.group, "kind": kind, "lines": lines}
        audit.note("audit-log-exported", by=request.user, now=now, **known)
    name = downloads.filename("audit", request.user.uid, site.today(now).isoformat(), kind)
    return file(audit_table.table(asked, reader(request.user)), name, kind, _("Audit log"))


def file(rows: Iterator[list[Any]], name: str, kind: str, title: str) -> HttpResponseBase:
    if kind == XLSX:
        return downloads.file(spreadsheets.workbook(rows, title), name, kind)
    return downloads.stream(spreadsheets.csv_chunks(rows), name)


def reader(person: User) -> Any:
    """Asks whether the account still has the role, as it is now."""
    return lambda: access.can_keep_privacy(User.objects.get(pk=person.pk))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
