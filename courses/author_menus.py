"""Where authors find what is ours in Wagtail's admin: addresses, buttons beside a page, panels of the home."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from courses import author_home, author_views
from courses.models import ModulePage, WeekPage


@hooks.register("register_admin_urls")
def our_addresses() -> list[Any]:
    return [
        path("curriculum/new/", author_views.new_module, name="new_module"),
        path("curriculum/editions/<int:page_id>/", author_views.history, name="module_editions"),
        path("curriculum/editions/<int:page_id>/compare/", author_views.compare, name="module_compare"),
    ]


@hooks.register("construct_homepage_panels", order=10)
def our_panels(request: HttpRequest, panels: list[Any]) -> None:
    author_home.arrange(request, panels)


@hooks.register("register_page_header_buttons")
def beside_a_page(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def in_a_listing(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


def _buttons(page: Any, user: Any) -> Iterator[Button]:
    kind = page.specific_class
    if kind is ModulePage and page.permissions_for_user(user).can_edit():
        address = reverse("module_editions", args=[page.pk])
        yield Button(_("Editions"), address, icon_name="history", priority=66)
    if kind is WeekPage and page.permissions_for_user(user).can_add_subpage():
        address = f"{reverse('new_module')}?week={page.pk}"
        yield Button(_("New module from a template"), address, icon_name="doc-empty", priority=9)
