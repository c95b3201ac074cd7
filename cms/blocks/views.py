"""Public blocks that set things side by side or in order: tables, chains, timelines, circles, columns, numbers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms import site
from cms.blocks.texts import words

PREVIEW = "cms/blocks/preview.html"


def several(child: blocks.Block, label: Any, least: int, most: int, help_text: Any = "") -> blocks.ListBlock:
    return blocks.ListBlock(child, label=label, min_num=least, max_num=most, help_text=help_text)


class CompareValue(blocks.StructValue):
    def labeled_rows(self) -> list[dict[str, Any]]:
        """Each row's head, and its cells with the heads of their columns."""
        heads = list(self["columns"])[1:]
        return [{"head": row[0], "cells": zip(heads, list(row)[1:], strict=False)} for row in self["rows"] if len(row)]


class CompareBlock(blocks.StructBlock):
    caption = words(_("What the table compares"))
    columns = several(words(_("Head")), _("Columns"), 2, 4, _("The first one names what stands at the left."))
    rows = several(
        several(words(_("Cell"), 250, required=False), _("Row"), 2, 4),
        _("Rows"),
        1,
        20,
        _("As many cells as there are columns. The first cell names the row."),
    )

    class Meta:
        icon = "table"
        label = _("Table that compares")
        description = _("Two to four columns, with a head for each column and each row")
        template = "cms/blocks/compare_block.html"
        value_class = CompareValue
        label_format = "{caption}"
        preview_template = PREVIEW
        preview_value = {
            "caption": _("Hours a week"),
            "columns": [_("Level of care"), _("Hours a week")],
            "rows": [[_("Intensive outpatient"), _("About 9 or more")], [_("Outpatient"), _("Fewer than 9")]],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and any(len(row) != len(cleaned["columns"]) for row in cleaned["rows"]):
            message = _("Each row needs as many cells as there are columns.")
            raise blocks.StructBlockValidationError({"rows": ValidationError(message)})
        return cleaned


def drawn_from(*fields: tuple[str, blocks.Block], least: int, most: int) -> blocks.ListBlock:
    return several(blocks.StructBlock(list(fields)), _("Parts"), least, most)


LABEL = ("label", words(_("Label"), 40))
TEXT = ("text", words(_("Text"), 160, _("May stay empty."), required=False))


class InOrderBlock(blocks.StructBlock):
    """Shared by the blocks that curricula draw as a picture; on a public page their parts are a list with words."""

    title = words(_("Title"), help_text=_("What it shows, in a few words."))
    description = blocks.TextBlock(
        label=_("Description"),
        max_length=400,
        rows=2,
        help_text=_("One to three sentences that say the whole thing, for people who do not take in the parts."),
    )

    class Meta:
        label_format = "{title}"
        preview_template = PREVIEW


class ChainBlock(InOrderBlock):
    items = drawn_from(LABEL, TEXT, least=3, most=6)

    class Meta:
        icon = "link"
        label = _("Chain")
        description = _("Things that follow each other")
        template = "cms/blocks/chain_block.html"
        preview_value = {
            "title": _("A session in four parts"),
            "description": _("You arrive, learn one thing, try it, and choose one small thing to do at home."),
            "items": [
                {"label": _("Check in"), "text": _("How you are.")},
                {"label": _("Topic"), "text": _("One idea.")},
                {"label": _("Practice"), "text": ""},
            ],
        }


class TimelineBlock(InOrderBlock):
    items = drawn_from(("when", words(_("When"), 24)), LABEL, TEXT, least=2, most=12)

    class Meta:
        icon = "date"
        label = _("Timeline")
        description = _("What happens when")
        template = "cms/blocks/timeline_block.html"
        preview_value = {
            "title": _("The first days"),
            "description": _("You start with three short lessons, and the one on safety comes within two days."),
            "items": [
                {"when": _("Day 1"), "label": _("Arrive"), "text": _("What the program is.")},
                {"when": _("Day 2"), "label": _("Stay safe"), "text": ""},
            ],
        }


class CirclesBlock(InOrderBlock):
    items = drawn_from(LABEL, TEXT, least=2, most=4)

    class Meta:
        icon = "radio-full"
        label = _("Circles")
        description = _("Who or what is close, and what is farther out")
        template = "cms/blocks/circles_block.html"
        preview_value = {
            "title": _("Who is around you"),
            "description": _("You are in the middle. Around you are people close to you, then your team."),
            "items": [{"label": _("You"), "text": ""}, {"label": _("Your people"), "text": _("Family and friends")}],
        }


class TwoColumnsBlock(InOrderBlock):
    items = drawn_from(LABEL, ("points", several(words(_("Point"), 160), _("Points"), 1, 8)), least=2, most=2)

    class Meta:
        icon = "list-ul"
        label = _("Two columns")
        description = _("Two short lists side by side")
        template = "cms/blocks/two_columns_block.html"
        preview_value = {
            "title": _("Yours and theirs"),
            "description": _("Some things are yours to do, and others are not."),
            "items": [
                {"label": _("Yours"), "points": [_("What you say")]},
                {"label": _("Theirs"), "points": [_("What they do")]},
            ],
        }


class CrisisNumbersBlock(blocks.StructBlock):
    show = blocks.ChoiceBlock(
        label=_("Which numbers"),
        choices=[("first", _("The first ones: 988, 911 and your program")), ("all", _("All of them"))],
        default="first",
        help_text=_("They come from the site settings, so that they are changed in one place."),
    )

    class Meta:
        icon = "help"
        label = _("Crisis numbers")
        description = _("Whom to call, text or chat with, from the site settings")
        template = "cms/blocks/crisis_numbers_block.html"
        preview_template = PREVIEW
        preview_value = {"show": "first"}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        facts = site.facts()
        resources = facts.crisis_resources if value["show"] == "all" else facts.first_resources
        return super().get_context(value, parent_context) | {"site_facts": facts, "resources": resources}
