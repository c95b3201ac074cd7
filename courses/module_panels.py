"""The editing screen of a module: one tab for each thing that an author works on."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from courses.notices import AnswersNotice, ReviewNotice
from courses.signing import MAY_SIGN


def module_tabs() -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList(
                [AnswersNotice(), TitleFieldPanel("title"), *_fields("summary", "skill", "objectives", "cards")],
                heading=_("Cards"),
            ),
            ObjectList([AnswersNotice(), *_fields("quiz", "pass_mark")], heading=_("Check-in")),
            ObjectList(
                _fields("worksheet_title", "worksheet_intro", "feeds_plan", "gathers_plan", "worksheet"),
                heading=_("Worksheet"),
            ),
            ObjectList(_fields("short_version"), heading=_("Short version")),
            ObjectList(_fields("talk_together"), heading=_("Talk together")),
            ObjectList(_fields("guide", "safety_note"), heading=_("Facilitator guide")),
            ObjectList(_settings(), heading=_("Settings")),
        ]
    )


def _title() -> TitleFieldPanel:
    return TitleFieldPanel("title", help_text=_("What people see in their plan. Neutral: it names no diagnosis."))


def _fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


def _signed(*names: str) -> list[FieldPanel]:
    """Only who may sign writes them; for others they are no part of the form."""
    return [FieldPanel(name, permission=MAY_SIGN) for name in names]


def _settings() -> list:
    return [
        MultiFieldPanel(_fields("code", "audience", "slot", "strand", "minutes"), heading=_("Place")),
        MultiFieldPanel(
            _fields("required_for", "elective_for", "pairs_with", "two_example_sets"), heading=_("For whom")
        ),
        MultiFieldPanel(_fields("sources", "license"), heading=_("Sources")),
        MultiFieldPanel(
            [ReviewNotice(), *_signed("reviewer", "reviewed_on", "next_review_on")], heading=_("Clinical review")
        ),
        MultiFieldPanel(_fields("slug"), heading=_("Address")),
        PublishingPanel(),
    ]
