"""A worksheet: saves as the person types, says so, and never loses a word to another tab, device or person."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses import editions
from learners import access
from learners.access import OpenModule
from learners.forms.worksheets import Sheet
from learners.learning import worksheets
from learners.planning import assigned, my_plan
from learners.views import tracks
from learners.views.gates import SignedIn, saves_quietly, signed_in
from learners.views.learn.modules import work_of
from learners.views.learn.sharing import sharing_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def worksheet(request: SignedIn, module_key: UUID) -> HttpResponse:
    opened = access.check_can_open(request.user, module_key, now=timezone.now())
    sheet = sheet_of(opened)
    if request.method != "POST":
        return _page(request, opened, sheet)
    sheet.read(request.POST)
    return _saved_quietly(opened, sheet) if saves_quietly(request) else _saved(request, opened, sheet)


@require_POST
@signed_in
def finish(request: SignedIn, module_key: UUID) -> HttpResponse:
    """The person says it is done: here, on paper, or by talking it through. An empty sheet asks which."""
    now = timezone.now()
    opened = access.check_can_open(request.user, module_key, now=now)
    sheet = sheet_of(opened)
    how = request.POST.get("how", "")
    if how not in ("on-paper", "talked"):
        if sheet.is_empty:
            return _page(request, opened, sheet, ask_how=True)
        how = "here"
    worksheets.finish(opened.enrolment, opened.module, how=how, now=now)
    return redirect("module", module_key=module_key)


def sheet_of(opened: OpenModule) -> Sheet:
    """The newest edition's fields with what this person wrote."""
    worksheet = editions.content(editions.get(opened.module.edition_id)).worksheet
    if not worksheet:
        raise Http404
    entry = worksheets.entry_of(opened.enrolment, opened.module.key)
    return Sheet(worksheet, worksheets.values_of(entry), entry.version if entry else 0)


def _saved_quietly(opened: OpenModule, sheet: Sheet) -> HttpResponse:
    """Fields that cannot be kept are named; the others are kept."""
    try:
        entry = worksheets.save(
            opened.enrolment, opened.module, sheet.values, version=sheet.version, now=timezone.now()
        )
    except worksheets.NewerElsewhere:
        return JsonResponse({"message": newer_elsewhere()}, status=409)
    if sheet.errors:
        return JsonResponse({"version": entry.version, "message": next(iter(sheet.sentences.values()))}, status=422)
    return JsonResponse({"version": entry.version, "saved_at": entry.saved_at.isoformat()})


def _saved(request: SignedIn, opened: OpenModule, sheet: Sheet) -> HttpResponse:
    try:
        entry = worksheets.save(
            opened.enrolment, opened.module, sheet.values, version=sheet.version, now=timezone.now()
        )
    except worksheets.NewerElsewhere as error:
        sheet.version = error.entry.version
        return _page(request, opened, sheet, newer=newer_elsewhere(), status=409)
    if sheet.errors:
        sheet.version = entry.version
        return _page(request, opened, sheet, status=422)
    go = request.POST.get("go")
    if go == "stop":
        return redirect(tracks.page("plan", opened.enrolment.audience))
    return finish_after_save(request, opened) if go == "done" else redirect("worksheet", module_key=opened.module.key)


def finish_after_save(request: SignedIn, opened: OpenModule) -> HttpResponse:
    sheet = sheet_of(opened)
    if sheet.is_empty:
        return _page(request, opened, sheet, ask_how=True)
    worksheets.finish(opened.enrolment, opened.module, how="here", now=timezone.now())
    return redirect("module", module_key=opened.module.key)


def newer_elsewhere() -> str:
    return _(
        "A newer version of this sheet was saved on another device or tab. "
        "What you wrote here is kept beside it. Save again to use this one."
    )


def _page(request: SignedIn, opened: OpenModule, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    shown = {"module": opened.module, "sheet": sheet, "work": work_of(opened), "owner": request.user.uid, **more}
    shown |= sharing_of(opened)
    if sheet.gathers_plan:
        parts = my_plan.gather(assigned.for_enrolment(opened.enrolment, now=timezone.now()))
        shown["parts"] = [part for part in parts if part.key != opened.module.key]
    return render(request, "learners/learn/worksheet.html", shown, status=status)
