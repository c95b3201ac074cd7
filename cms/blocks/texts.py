"""Public blocks made of words: text, headings, the key idea, callouts, steps, and questions that open to an answer."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]  # no embeds, no pictures: nothing from elsewhere is ever loaded


def words(label: Any, most: int = 120, help_text: Any = "", required: bool = True) -> blocks.FieldBlock:
    """Plain text of a bounded size, in a field that shows all of it."""
    kind = blocks.CharBlock if most <= 120 else partial(blocks.TextBlock, rows=2)
    return kind(label=label, max_length=most, help_text=help_text, required=required)


def formatted(label: Any, help_text: Any = "") -> blocks.RichTextBlock:
    return blocks.RichTextBlock(label=label, features=RICH_TEXT, help_text=help_text)


class ParagraphsBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists")
        template = "cms/blocks/text_block.html"
        preview_template = "cms/blocks/preview.html"
        preview_value = "<p>You do not have to be sure. <b>Call first, read later.</b></p>"


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "h2"
        label = _("Heading")
        description = _("A short line that says what comes next")
        template = "cms/blocks/heading_block.html"
        preview_template = "cms/blocks/preview.html"
        preview_value = _("When to call which number")


class KeyIdeaBlock(blocks.StructBlock):
    text = words(_("The one thing to remember"), 250, _("One sentence. Once on a page."))

    class Meta:
        icon = "key"
        label = _("Key idea")
        description = _("The one thing to remember from this page")
        template = "cms/blocks/key_idea_block.html"
        preview_template = "cms/blocks/preview.html"
        preview_value = {"text": _("You can call or text 988 at any hour.")}


class CalloutValue(blocks.StructValue):
    SYMBOLS = {"warning": "triangle-alert", "tip": "lightbulb"}

    def symbol(self) -> str:
        return self.SYMBOLS.get(self["kind"], "info")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
        help_text=_("A warning is for danger to health or life. Use it rarely, so that it is seen."),
    )
    title = words(_("Title"))
    text = formatted(_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("A note, a tip or a warning that stands out")
        template = "cms/blocks/callout_block.html"
        value_class = CalloutValue
        label_format = "{title}"
        preview_template = "cms/blocks/preview.html"
        preview_value = {"kind": "warning", "title": _("If it cannot wait"), "text": "<p>Call <b>911</b>.</p>"}


class StepsBlock(blocks.StructBlock):
    title = words(_("Title"))
    items = blocks.ListBlock(
        blocks.StructBlock(
            [("title", words(_("Step"))), ("text", words(_("How"), 300, _("May stay empty."), required=False))],
            icon="list-ol",
        ),
        label=_("Steps"),
        min_num=2,
        max_num=10,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one numbered step after the other")
        template = "cms/blocks/steps_block.html"
        label_format = "{title}"
        preview_template = "cms/blocks/preview.html"
        preview_value = {
            "title": _("Your first day"),
            "items": [
                {"title": _("Arrive"), "text": _("Somebody shows you the room.")},
                {"title": _("Listen"), "text": _("Nobody expects you to talk much.")},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    question = words(_("Question"), 160, _("As a person would ask it."))
    answer = formatted(_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question and answer")
        description = _("A question that opens to its answer")
        template = "cms/blocks/question_block.html"
        label_format = "{question}"
        preview_template = "cms/blocks/preview.html"
        preview_value = {"question": _("What if I miss a session?"), "answer": "<p>You make it up later.</p>"}
