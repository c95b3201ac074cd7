"""Program > week > module: the pages on which authors write. The module itself is in `modules`. Nothing is ever public.

Learners read through `courses.outline`, `courses.cards` and `courses.editions`; no record of theirs points at a page.
"""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from courses.copying import DraftCopyForm
from courses.rules_check import check_rules

LEARN = "/learn/"  # the plan of whoever is signed in; others are sent to sign in from there


def whole(label: Any, least: int, most: int, default: int, help_text: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(least), MaxValueValidator(most)], help_text=help_text
    )


class CurriculumPage(Page):
    """Its address answers with the way to the plan. Publishing writes page, edition and version, or nothing."""

    # kept by loading curriculum files: what they said, and the revision made of it
    loaded_checksum = models.CharField(max_length=64, blank=True, editable=False)
    loaded_revision_id = models.BigIntegerField(null=True, blank=True, editable=False)

    promote_panels: list = []
    copy_form_class = DraftCopyForm
    exclude_fields_in_copy = ["loaded_checksum", "loaded_revision_id"]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(LEARN)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list:
        return []

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)


class ProgramPage(CurriculumPage):
    """A whole curriculum. Its translation key is the `program_key` that `courses.outline` asks for."""

    rules = models.JSONField(
        _("rules"),
        default=dict,
        blank=True,
        validators=[check_rules],
        help_text=_(
            "Which modules come first and last, and which electives are pulled forward, as in program.yaml but "
            "written as JSON. Leave a name out to use its usual value."
        ),
    )

    subpage_types = ["courses.WeekPage"]
    preview_modes: list = []
    content_panels = [
        TitleFieldPanel("title", help_text=_("Staff choose among programs by this name.")),
        FieldPanel("rules"),
    ]
    page_description = _("A curriculum with its weeks and the rules of their order")
    override_translatable_fields = [SynchronizedField("rules")]

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")


class WeekPage(CurriculumPage):
    """A week of a program. Its title is the theme; it holds modules of both tracks."""

    number = whole(_("number"), 1, 52, 1, _("Which week of the program this is, counted from 1."))
    summary = models.CharField(_("summary"), max_length=250, help_text=_("One sentence for the plan page."))

    parent_page_types = ["courses.ProgramPage"]
    subpage_types = ["courses.ModulePage"]
    preview_modes: list = []
    content_panels = [
        TitleFieldPanel("title", heading=_("Theme"), help_text=_("What the week is about, in a few words.")),
        FieldPanel("number"),
        FieldPanel("summary"),
    ]
    page_description = _("A week: its theme, and the modules of participants and families")

    class Meta:
        verbose_name = _("week")
        verbose_name_plural = _("weeks")
