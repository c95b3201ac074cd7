"""Wagtail's admin made ours: name and colors, a home that starts with one's own drafts, nothing that leads outside."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

OUTSIDE = {"help"}  # Wagtail's help menu: what is new in Wagtail, its editor guide on another site
FOR_OPERATORS = {"redirects", "collections", "sites", "locales", "workflow-tasks"}
MOST_DRAFTS = 8


@hooks.register("insert_global_admin_css")
def our_colors() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("construct_main_menu")
def hide_what_leads_outside(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in OUTSIDE]


@hooks.register("construct_settings_menu")
def leave_the_machine_room_to_operators(request: HttpRequest, items: list[Any]) -> None:
    if not getattr(request.user, "is_superuser", False):
        items[:] = [item for item in items if item.name not in FOR_OPERATORS]


class MyDrafts(Component):
    """Pages whose newest unpublished version is this person's."""

    order = 10
    template_name = "cms/admin/my_drafts.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=request.user)
        newest = drafts.order_by("-latest_revision_created_at")[:MOST_DRAFTS]
        return {"drafts": newest, "count": drafts.count(), "title": _("My drafts")}


@hooks.register("construct_homepage_panels")
def start_with_my_drafts(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, MyDrafts())


@hooks.register("register_rich_text_features", order=100)
def nothing_from_elsewhere(features: Any) -> None:
    """Texts offer what our files know: bold, italic, lists and links; no embeds, no pictures in running text."""
    features.default_features = ["bold", "italic", "ol", "ul", "link"]
