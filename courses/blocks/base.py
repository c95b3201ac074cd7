"""What all curriculum blocks share: texts of bounded size, lists, and the preview in the block picker."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]

TELL, DO, MEDIA, DIAGRAMS = _("Tell"), _("Do"), _("Media"), _("Diagrams")  # groups in the block picker

# the sizes of the curriculum files (docs/curriculum-format.md)
LABEL, WHEN, LINE, SENTENCE, PARAGRAPH, FORMATTED = 24, 16, 90, 250, 1_000, 8_000


class TeachingBlock(blocks.StructBlock):
    """A part of a card. Its template finds `block_id` and `skip_to` in its context (see `cards.CardBlock`)."""

    class Meta:
        preview_template = "courses/block_preview.html"


def line(label: Any, help_text: Any = "", *, most: int = LINE, required: bool = True) -> blocks.CharBlock:
    return blocks.CharBlock(label=label, help_text=help_text, max_length=most, required=required)


def paragraph(label: Any, help_text: Any = "", *, most: int = PARAGRAPH, required: bool = True) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, help_text=help_text, max_length=most, required=required, rows=2)


def formatted(label: Any, help_text: Any = "") -> blocks.RichTextBlock:
    return blocks.RichTextBlock(label=label, help_text=help_text, features=RICH_TEXT, max_length=FORMATTED)


def several(child: blocks.Block, label: Any, least: int, most: int, help_text: Any = "") -> blocks.ListBlock:
    """A list that starts with as many empty lines as it needs."""
    return blocks.ListBlock(child, label=label, min_num=least, max_num=most, help_text=help_text)


def label_and_text() -> list[tuple[str, blocks.Block]]:
    """The two fields of most items of a diagram."""
    return [
        ("label", line(_("Label"), _("At most 24 characters. It stands in the picture."), most=LABEL)),
        ("text", line(_("Text"), _("May stay empty. One short line that explains the label."), required=False)),
    ]
