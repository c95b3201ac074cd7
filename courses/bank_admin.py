"""Where authors find the bank of questions in Wagtail: its list, its addresses, and the ways to it from a module."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from courses import bank_views
from courses.models import BankQuestion, ModulePage


class BankIndexView(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        ways = (("bank_bring_in", _("Bring in a file"), "upload"), ("bank_write_out", _("Write a file"), "download"))
        own = [Button(label, reverse(name), icon_name=icon, priority=40) for name, label, icon in ways]
        return [*super().header_more_buttons, *own]


class BankViewSet(SnippetViewSet):
    model = BankQuestion
    index_view_class = BankIndexView
    icon = "list-ol"
    menu_label = _("Bank of questions")
    list_display = ["prompt", "kind", "strand", "changed_at"]
    list_filter = ["strand", "kind"]
    search_backend_name = "default"
    copy_view_enabled = False


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("bank/bring-in/", bank_views.bring_in, name="bank_bring_in"),
        path("bank/write-out/", bank_views.write_out, name="bank_write_out"),
        path("bank/modules/<int:page_id>/keep/", bank_views.keep, name="bank_keep"),
        path("bank/modules/<int:page_id>/put/", bank_views.put_into, name="bank_put_into"),
        path("bank/modules/<int:page_id>/write-out/", bank_views.write_out_module, name="bank_write_out_module"),
    ]


@hooks.register("register_page_header_buttons")
def ways_from_a_module(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.specific_class is not ModulePage or not page.pk or not page.permissions_for_user(user).can_edit():
        return
    ways = (
        ("bank_put_into", _("Add questions from the bank"), "plus"),
        ("bank_keep", _("Keep questions in the bank"), "list-ol"),
        ("bank_write_out_module", _("Write questions to a file"), "download"),
    )
    for place, (name, label, icon) in enumerate(ways):
        yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=200 + place)
