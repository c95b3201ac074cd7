"""The public pages: home, pages of text, and "Getting help now". Each is one screen to edit."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from cms import site
from cms.blocks import PUBLIC_BLOCKS
from cms.fields import BlocksField


class TextPage(Page):
    """What all public pages share. `loaded_*` remember which file and revision `load_public_pages` wrote last."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=300,
        help_text=_("One or two plain sentences under the title. The most important thing first."),
    )
    body = BlocksField(
        PUBLIC_BLOCKS,
        blank=True,
        verbose_name=_("text"),
        help_text=_(
            "Build the page from parts, one idea each. A heading every few paragraphs helps people find their place."
        ),
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("One a line: who wrote it, the title and the year. Shown at the foot.")
    )
    loaded_checksum = models.CharField(max_length=64, blank=True, editable=False)
    loaded_revision_id = models.BigIntegerField(null=True, blank=True, editable=False)

    private_page_options = ["login"]

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("sources")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus"), FieldPanel("search_description")],
            heading=_("Address and menu"),
        )
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(promote_panels, heading=_("Address and menu")),
        ]
    )

    class Meta:
        abstract = True

    def source_lines(self) -> list[str]:
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"parts": list(self.parts())}

    def parts(self) -> Iterator[dict[str, Any]]:
        """Blocks with the level of the headings inside them: under a heading of the page they are one level lower."""
        level = "h2"
        for block in self.body:
            yield {"block": block, "level": level}
            if block.block_type == "heading":
                level = "h3"

    def save(self, *args: Any, **kwargs: Any) -> Any:
        saved = super().save(*args, **kwargs)
        site.forget_after_commit()
        return saved

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        deleted = super().delete(*args, **kwargs)
        site.forget_after_commit()
        return deleted


class HomePage(TextPage):
    """The front door; the curriculum's programs stand below it, too."""

    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")


class PublicPage(TextPage):
    """A page that anybody may read."""

    page_description = _("A page that anybody may read, such as “What to expect”.")
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    template = "cms/public_page.html"

    class Meta:
        verbose_name = _("public page")


class HelpNowPage(TextPage):
    """What to do in a crisis. `cms.views.pages.help_now` shows it at its fixed address.

    It may be reworded, hidden or deleted: the address, and the numbers from the site settings, stay.
    """

    page_description = _("What to do in a crisis. Its numbers come from the site settings.")
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "cms/help_now_page.html"

    class Meta:
        verbose_name = _("page “Getting help now”")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"own_numbers": not self.shows_numbers()}

    def shows_numbers(self) -> bool:
        """Does its text hold all crisis numbers already?"""
        return any(block.block_type == "crisis_numbers" and block.value["show"] == "all" for block in self.body)
