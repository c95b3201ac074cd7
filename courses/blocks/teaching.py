"""Blocks that tell: headings, texts, the key idea, callouts, content notes, stories and tables."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses import vocabulary
from courses.blocks.base import SENTENCE, TELL, TeachingBlock, formatted, line, paragraph, several
from courses.vocabulary import EVERYONE


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "h2"
        group = TELL
        label = _("Heading")
        description = _("A short line that names what comes next")
        template = "courses/blocks/heading_block.html"
        preview_template = "courses/block_preview.html"
        preview_value = _("When to use which number")


class ParagraphsBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = TELL
        label = _("Text")
        description = _("Paragraphs and lists, with bold and italic words and links")
        template = "courses/blocks/text_block.html"
        preview_template = "courses/block_preview.html"
        preview_value = "<p>You do not have to be sure. <b>If you wonder whether it is bad enough, call.</b></p>"


# Migrations name Wagtail's own classes, so these may be renamed.
DECONSTRUCT_ALIASES = {HeadingBlock: "wagtail.blocks.CharBlock", ParagraphsBlock: "wagtail.blocks.RichTextBlock"}


class KeyIdeaBlock(TeachingBlock):
    text = line(_("The one thing to remember"), _("Once in a module, on its first card. One sentence."), most=SENTENCE)

    class Meta:
        icon = "key"
        group = TELL
        label = _("Key idea")
        description = _("The one thing to remember from the whole module")
        template = "courses/blocks/key_idea_block.html"
        preview_value = {"text": _("You can call, text or chat with 988 at any hour.")}


class CalloutBlock(TeachingBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
        help_text=_("A warning is for danger to health or life. Use it rarely, so that it is seen."),
    )
    title = line(_("Title"))
    text = formatted(_("Text"))

    class Meta:
        icon = "info-circle"
        group = TELL
        label = _("Callout")
        description = _("An aside that stands out: a note, a tip or a warning")
        template = "courses/blocks/callout_block.html"
        label_format = "{title}"
        preview_value = {
            "kind": "warning",
            "title": _("Do not stop alone"),
            "text": "<p>Stopping alcohol suddenly can be dangerous. Talk to a doctor or nurse first.</p>",
        }


class ContentNoteBlock(TeachingBlock):
    text = paragraph(
        _("What comes next"),
        _("Say in plain words what the next part is about. A link to skip it is added by itself."),
    )

    class Meta:
        icon = "view"
        group = TELL
        label = _("Content note")
        description = _("Stands before something that may be hard, with a link to skip it")
        template = "courses/blocks/content_note_block.html"
        preview_value = {"text": _("The next part talks about thoughts of suicide. You can skip it.")}


class StoryBlock(TeachingBlock):
    title = line(_("Title"))
    pathway = blocks.ChoiceBlock(
        label=_("For whom"),
        choices=[
            (EVERYONE, _("Everyone")),
            (vocabulary.SUBSTANCE_USE, _("Substance use pathway")),
            (vocabulary.MENTAL_HEALTH, _("Mental health pathway")),
        ],
        default=EVERYONE,
        help_text=_(
            "People on the co-occurring pathway see all stories. Write one for each pathway, or one for everyone."
        ),
    )
    text = formatted(_("Story"), _("In the third person, without a description of use or harm."))

    class Meta:
        icon = "openquote"
        group = TELL
        label = _("Story")
        description = _("A short story about somebody who uses the skill")
        template = "courses/blocks/story_block.html"
        label_format = "{title} ({pathway})"
        preview_value = {
            "title": _("A wedding in June"),
            "pathway": EVERYONE,
            "text": "<p>Leilani is 47 and drives a school bus. Her niece gets married in June.</p>",
        }


class CompareBlock(TeachingBlock):
    caption = line(_("What the table compares"))
    columns = several(
        line(_("Head")), _("Columns"), 2, 4, _("Two to four heads. The first one names what stands at the left.")
    )
    rows = several(
        several(line(_("Cell"), most=SENTENCE, required=False), _("Row"), 2, 4),
        _("Rows"),
        1,
        12,
        _("As many cells as there are columns. The first cell names the row."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        wide = {len(row) for row in cleaned["rows"]}
        if not self.is_deferred_validation and wide - {len(cleaned["columns"])}:
            message = _("Each row needs as many cells as there are columns.")
            raise blocks.StructBlockValidationError({"rows": ValidationError(message)})
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`stacked`: three columns and more do not fit on a phone, so each row becomes a list under its head there."""
        context = super().get_context(value, parent_context)
        heads = list(value["columns"])
        context["stacked"] = len(heads) > 2
        context["rows"] = [
            (row[0], list(zip(heads[1:], row[1:], strict=False))) for row in map(list, value["rows"]) if row
        ]
        return context

    class Meta:
        icon = "table"
        group = TELL
        label = _("Table that compares")
        description = _("Two to four columns, with a head for each column and each row")
        template = "courses/blocks/compare_block.html"
        label_format = "{caption}"
        preview_value = {
            "caption": _("What people want, and where the program can help"),
            "columns": [_("What I want"), _("A part that can help")],
            "rows": [[_("To sleep at night"), _("Medical visit")], [_("To feel less alone"), _("Group")]],
        }
