"""What authors and clinical reviewers find in the admin beside Wagtail's own screens: editions, and new modules."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import PageLogEntry

from courses import change_words, edition_history, new_modules
from courses.checks.unfinished import MARK
from courses.forms import NewModuleForm
from courses.models import Edition, ModulePage
from courses.signing import MAY_SIGN

PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """All editions of a module, each with what changed in it. Two of them can be compared."""
    page = _readable(request, page_id)
    cuts = edition_history.of(page.translation_key, page.locale.language_code)
    rows = [(cut, None if cut.changes is None else change_words.in_short(cut.changes)) for cut in cuts]
    shown = {"page": page, "rows": rows, **_heading(page, _("Editions"))}
    return render(request, "courses/admin/editions.html", shown)


@require_safe
def compare(request: HttpRequest, page_id: int) -> HttpResponse:
    """Two editions, word by word, with the way to the texts of their cards."""
    page = _readable(request, page_id)
    before, after = _edition(page, request.GET.get("from", "")), _edition(page, request.GET.get("to", ""))
    if before.number > after.number:
        before, after = after, before
    shown = {
        "page": page,
        "before": before,
        "after": after,
        "sections": change_words.by_section(edition_history.changes(before, after)),
        "texts": _texts_compared(page, before, after),
        **_heading(page, _("Editions %(one)s and %(other)s") % {"one": before.number, "other": after.number}),
    }
    return render(request, "courses/admin/compare.html", shown)


def _readable(request: HttpRequest, page_id: int) -> ModulePage:
    page = get_object_or_404(ModulePage.objects.select_related("locale"), pk=page_id)
    if not (page.permissions_for_user(request.user).can_edit() or request.user.has_perm(MAY_SIGN)):
        raise PermissionDenied
    return page


def _edition(page: ModulePage, number: str) -> Edition:
    rows = Edition.objects.filter(module_key=page.translation_key, language=page.locale.language_code)
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return get_object_or_404(rows, number=int(number))


def _texts_compared(page: ModulePage, before: Edition, after: Edition) -> str:
    """Where Wagtail compares the versions that were published as these editions; empty where one is gone."""
    logged = PageLogEntry.objects.filter(page_id=page.pk, action__in=PUBLISHED, revision__isnull=False)
    entries = list(logged.values_list("timestamp", "revision_id"))
    if not entries:
        return ""
    nearest = [min(entries, key=lambda entry: abs(entry[0] - one.created_at))[1] for one in (before, after)]
    return "" if nearest[0] == nearest[1] else reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, *nearest])


def _heading(page: ModulePage, title: str) -> dict[str, Any]:
    explore = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    items = [
        {"url": explore, "label": page.get_parent().title},
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
        {"url": reverse("module_editions", args=[page.pk]), "label": _("Editions")},
    ]
    return {"header_title": title, "page_title": title, "breadcrumbs_items": items, "header_icon": "history"}


# --- new modules ----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def new_module(request: HttpRequest) -> HttpResponse:
    """Choose a starting point, a week and a title; the draft opens in the editor."""
    form = NewModuleForm(request.POST or None, user=request.user, initial={"week": request.GET.get("week")})
    if not form.weeks.exists():
        raise PermissionDenied
    if form.is_valid():
        chosen = form.cleaned_data
        page = new_modules.begin(form.chosen, week=chosen["week"], title=chosen["title"], by=request.user)
        messages.success(
            request,
            _("The draft “%(title)s” is made, with the code %(code)s. Replace each text that begins with %(mark)s.")
            % {"title": page.title, "code": page.code, "mark": MARK},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    title = _("New module")
    shown = {"form": form, "page_title": title, "header_title": title, "header_icon": "doc-empty"}
    return render(request, "courses/admin/new_module.html", shown, status=422 if form.errors else 200)
