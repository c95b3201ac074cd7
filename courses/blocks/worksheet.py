"""The worksheet: a stream of fields. A block is named like its kind in `courses.worksheets`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import SENTENCE, line, several


class WorksheetFieldBlock(blocks.StructBlock):
    label = line(_("Label"), _("A question or an instruction, at most 90 characters."))
    help = line(_("Help"), _("Shown under the label. May stay empty."), most=SENTENCE, required=False)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "kind_label": self.label}

    class Meta:
        label_format = "{label}"
        template = "courses/blocks/worksheet_field_block.html"
        preview_template = "courses/block_preview.html"


class ShortTextBlock(WorksheetFieldBlock):
    class Meta:
        icon = "minus"
        label = _("Short text")
        description = _("One line, up to 200 characters")
        preview_value = {"label": _("My one small step"), "help": _("Something that takes 20 minutes or less.")}


class LongTextBlock(WorksheetFieldBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Long text")
        description = _("Several lines, up to 4,000 characters. The page says that nobody reads it round the clock.")
        preview_value = {"label": _("If the week goes off track, what do I want to hear?"), "help": ""}


class ListFieldBlock(WorksheetFieldBlock):
    max_items = blocks.IntegerBlock(label=_("Lines at most"), min_value=2, max_value=10, default=3)

    class Meta:
        icon = "list-ul"
        label = _("List")
        description = _("Up to ten short lines")
        preview_value = {"label": _("My signs that mean get help now"), "help": _("In your own words."), "max_items": 3}


class ScaleBlock(WorksheetFieldBlock):
    low_label = line(_("What 0 means"))
    high_label = line(_("What 10 means"))

    class Meta:
        icon = "sliders"
        label = _("Scale")
        description = _("A number from 0 to 10")
        preview_value = {
            "label": _("How sure am I?"),
            "help": "",
            "low_label": _("Not sure"),
            "high_label": _("Very sure"),
        }


class TableFieldBlock(WorksheetFieldBlock):
    columns = several(line(_("Head")), _("Columns"), 2, 4)
    rows = blocks.IntegerBlock(label=_("Rows"), min_value=2, max_value=10, default=3)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows to fill in, under two to four heads")
        preview_value = {"label": _("My urge log"), "help": "", "columns": [_("When"), _("What helped")], "rows": 2}


class ChecklistBlock(WorksheetFieldBlock):
    options = several(
        blocks.StructBlock([("text", line(_("Text"), most=SENTENCE))], label_format="{text}"), _("What to tick"), 1, 20
    )

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        description = _("Things to tick")
        preview_value = {
            "label": _("Which parts of the program could help?"),
            "help": "",
            "options": [{"text": _("Group")}, {"text": _("Medical visit")}],
        }


class DateFieldBlock(WorksheetFieldBlock):
    class Meta:
        icon = "calendar"
        label = _("Date")
        description = _("A day")
        preview_value = {"label": _("The day I will do it"), "help": ""}


class ContactBlock(WorksheetFieldBlock):
    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("A person: name, phone, and how they can help")
        preview_value = {"label": _("One person I will tell"), "help": ""}


class WorksheetBlock(blocks.StreamBlock):
    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    list = ListFieldBlock()
    scale = ScaleBlock()
    table = TableFieldBlock()
    checklist = ChecklistBlock()
    date = DateFieldBlock()
    contact = ContactBlock()
