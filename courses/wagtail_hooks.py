"""Wagtail: what authors find in the menu, and what they may not delete."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from courses import author_menus as author_menus
from courses import bank_admin, editions
from courses import content_checks as content_checks
from courses.models import Misconception, ModulePage, Source


class MisconceptionViewSet(SnippetViewSet):
    model = Misconception
    icon = "help"
    list_display = ["name", "key", "reply"]
    copy_view_enabled = False


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    list_display = ["code", "title", "year"]
    copy_view_enabled = False


class CurriculumGroup(SnippetViewSetGroup):
    items = (bank_admin.BankViewSet, MisconceptionViewSet, SourceViewSet)
    menu_icon = "list-ul"
    menu_label = gettext_lazy("Curriculum")
    menu_name = "curriculum"
    menu_order = 250


register_snippet(CurriculumGroup)


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page under which a module has records, whoever asks."""
    return _refused(request, page) if has_records([page]) else None


@hooks.register("before_bulk_action")
def keep_pages(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    pages = [one for one in objects if isinstance(one, Page)] if action_type == "delete" else []
    return _refused(request, pages[0]) if pages and has_records(pages) else None


def has_records(pages: Iterable[Page]) -> bool:
    """Whether learners have records of a module among these pages and all below them."""
    keys = {key for page in pages for key in _modules(page)}
    return bool(keys) and editions.in_use(*keys)


def _modules(page: Page) -> Any:
    return ModulePage.objects.descendant_of(page, inclusive=True).values_list("translation_key", flat=True)


def _refused(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(
        request,
        _(
            "People have records of this module, or of one below this page, so it stays. "
            "Unpublish it instead: nobody sees it then, and no record is lost."
        ),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)
