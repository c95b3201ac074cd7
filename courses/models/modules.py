"""A module: everything that an author writes about one skill, on one page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses import blocks, checking, duplicates, labels, previews, searched, vocabulary
from courses.models.pages import CurriculumPage, whole
from courses.module_form import ModuleForm
from courses.module_panels import module_tabs


class ModulePage(CurriculumPage):
    """A module: one page, one editing screen, one revision. Its translation key is the `module_key` of all records."""

    summary = models.CharField(
        _("summary"),
        max_length=250,
        help_text=_("One sentence of at most 25 words: what the person will be able to do."),
    )
    skill = models.CharField(_("skill"), max_length=90, help_text=_("The one skill that it teaches, in a few words."))
    objectives = StreamField(
        blocks.ObjectivesStream(),
        verbose_name=_("objectives"),
        max_num=8,
        help_text=_("What the person will be able to do, two to six. Cards and questions refer to them by number."),
    )
    cards = StreamField(
        blocks.CardsBlock(),
        verbose_name=_("cards"),
        help_text=_(
            "Four to six, one idea each. The first has the key idea; the last has the summary and the teach-back."
        ),
    )
    quiz = StreamField(
        blocks.QuizBlock(),
        verbose_name=_("questions"),
        blank=True,
        help_text=_(
            "Five to eight. Answers are kept by question, so move and reword them, but never turn one into another."
        ),
    )
    pass_mark = whole(
        _("pass mark"), 1, 100, 80, _("Percent of the questions that must be right. Tries are not limited.")
    )
    worksheet_title = models.CharField(
        _("title"), max_length=90, blank=True, help_text=_("What the person takes away, such as: My crisis card.")
    )
    worksheet_intro = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("One or two sentences. Say that it is private unless the person shares it."),
    )
    feeds_plan = models.BooleanField(
        _("goes into the personal plan"),
        default=False,
        help_text=_("What is written here is gathered in the plan at the end of the program."),
    )
    gathers_plan = models.BooleanField(
        _("gathers the personal plan"),
        default=False,
        help_text=_("For the worksheet at the end: beside it stands all that the person wrote for the plan before."),
    )
    worksheet = StreamField(
        blocks.WorksheetBlock(),
        verbose_name=_("fields"),
        blank=True,
        help_text=_("The homework. What people write stays with its field."),
    )
    short_version = StreamField(
        blocks.ShortVersionStream(),
        verbose_name=_("three-minute version"),
        blank=True,
        max_num=1,
        help_text=_("For a low-energy day. Reading it counts as reading the cards."),
    )
    talk_together = StreamField(
        blocks.TalkTogetherStream(),
        verbose_name=_("talk about it together"),
        blank=True,
        max_num=1,
        help_text=_("Family modules only: what two people can ask each other this week. It stands on families' pages."),
    )
    guide = StreamField(
        blocks.GuideStream(),
        verbose_name=_("facilitator guide"),
        blank=True,
        max_num=1,
        help_text=_("Participants and families never see it."),
    )

    code = models.CharField(
        _("code"),
        max_length=12,
        help_text=_("A short name such as p02, different from all others in the program. Rules refer to it."),
    )
    audience = models.CharField(
        _("for"),
        max_length=12,
        choices=labels.AUDIENCES,
        default=vocabulary.PARTICIPANT,
        help_text=_("Who learns with it. Families never see a module for participants, nor the other way round."),
    )
    slot = whole(_("place in the week"), 1, 20, 1, _("Counted from 1, for each track by itself."))
    strand = models.CharField(
        _("strand"),
        max_length=24,
        choices=labels.STRANDS,
        help_text=_("The thread of the program to which it belongs."),
    )
    required_for = models.JSONField(
        _("required for"),
        default=list,
        blank=True,
        help_text=_("Pathways on which everybody takes it. None for an elective or a family module."),
    )
    elective_for = models.CharField(
        _("elective for"),
        max_length=12,
        choices=labels.CONDITIONS,
        blank=True,
        help_text=_("The condition for which it is assigned. Leave it open for a required or family module."),
    )
    pairs_with = models.JSONField(
        _("pairs with"),
        default=list,
        blank=True,
        help_text=_("For a family module: codes of the required modules of the week, such as p01, p02."),
    )
    two_example_sets = models.BooleanField(
        _("two sets of examples"),
        default=False,
        help_text=_("The skill is told once for each pathway; co-occurring people see both."),
    )
    minutes = whole(_("minutes"), 1, 120, 15, _("Cards, worksheet and check-in together: 12 to 20."))
    safety_note = models.TextField(
        _("safety note"),
        blank=True,
        help_text=_("For staff: what to look out for. It stands in the facilitator guide."),
    )
    sources = StreamField(
        blocks.SourcesStream(),
        verbose_name=_("sources"),
        blank=True,
        help_text=_("Where the ideas come from. The sentences are your own."),
    )
    license = models.CharField(
        _("license of the text"), max_length=90, default="CC BY 4.0", help_text=_("Under which others may use it.")
    )
    reviewer = models.CharField(
        _("reviewed by"),
        max_length=90,
        blank=True,
        help_text=_("The clinician who has read and approved it. Staff see when it is empty."),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True, help_text=_("The day of the approval."))
    next_review_on = models.DateField(
        _("next review on"), null=True, blank=True, help_text=_("When a clinician should look at it again.")
    )

    # kept by loading curriculum files: UUID -> id in the files
    file_ids = models.JSONField(default=dict, blank=True, editable=False)

    parent_page_types = ["courses.WeekPage"]
    subpage_types: list = []
    base_form_class = ModuleForm
    edit_handler = module_tabs()
    page_description = _("Cards, check-in, worksheet and facilitator guide on one screen")
    search_fields = [
        *Page.search_fields,
        index.SearchField("code"),
        index.SearchField("summary"),
        index.AutocompleteField("words_for_everybody"),
    ]
    override_translatable_fields = [
        SynchronizedField(name) for name in ("code", "license", "reviewer", "required_for", "pairs_with", "file_ids")
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        permissions = [("review_modulepage", _("Can sign the clinical review of a module"))]

    must_be_whole: bool | None = None  # None: when it is live; the form says otherwise for a draft of a live page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail makes a copy with the key of its original, and only then gives it another: so a copy is known."""
        super().__init__(*args, **kwargs)
        self.key_when_made = self.__dict__.get("translation_key")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.key_when_made != self.translation_key:
            self.key_when_made = self.translation_key
            duplicates.make_own(self)
            duplicates.find_place(self, self.get_parent())
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "ModulePage":
        """A version that was copied with its page belongs to the copy as well."""
        page: ModulePage = super().with_content_json(content)
        if page.key_when_made not in (None, page.translation_key):
            page.key_when_made = page.translation_key
            duplicates.make_own(page)
            page.code, page.slot = self.code, self.slot
        return page

    def clean(self) -> None:
        """Refuse to publish a module of which learners, or curriculum files, could not be sure."""
        super().clean()
        if self.live if self.must_be_whole is None else self.must_be_whole:
            problems = checking.problems_by_field(self)
            if problems:
                raise ValidationError(problems)

    def words_for_everybody(self) -> str:
        """For the index: learners search it, so nothing stands in it that only some of them are told."""
        return "\n".join(searched.of(self).passages)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return previews.modes(self)

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return previews.SIZES

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/module_page.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {
            **super().get_preview_context(request, mode_name),
            "page": self,
            "self": self,
            **previews.context(self, mode_name),
        }
