"""A card: a title and teaching blocks in order. Rendering a card needs a variant: a pathway, or `family`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses import vocabulary
from courses.blocks import diagrams, doing, media, teaching
from courses.blocks.base import FORMATTED, LINE, RICH_TEXT, line
from courses.blocks.choices import ObjectivesBlock
from courses.vocabulary import EVERYONE


class LessonBlock(blocks.StreamBlock):
    """Named like the blocks of the curriculum files, with underscores for dashes."""

    text = teaching.ParagraphsBlock(features=RICH_TEXT, max_length=FORMATTED)
    heading = teaching.HeadingBlock(max_length=LINE)
    key_idea = teaching.KeyIdeaBlock()
    callout = teaching.CalloutBlock()
    content_note = teaching.ContentNoteBlock()
    story = teaching.StoryBlock()
    compare = teaching.CompareBlock()
    steps = doing.StepsBlock()
    practice = doing.PracticeBlock()
    summary = doing.SummaryBlock()
    teach_back = doing.TeachBackBlock()
    crisis_numbers = doing.CrisisNumbersBlock()
    image = media.ImageBlock()
    audio = media.AudioBlock()
    video = media.VideoBlock()
    download = media.DownloadBlock()
    chain = diagrams.ChainBlock()
    cycle = diagrams.CycleBlock()
    wave = diagrams.WaveBlock()
    ladder = diagrams.LadderBlock()
    thermometer = diagrams.ThermometerBlock()
    circles = diagrams.CirclesBlock()
    timeline = diagrams.TimelineBlock()
    two_columns = diagrams.TwoColumnsBlock()


class CardBlock(blocks.StructBlock):
    title = line(_("Title"), _("One idea, in the reader's words."))
    objectives = ObjectivesBlock(
        label=_("Objectives"), help_text=_("Numbers of the objectives that this card teaches.")
    )
    content = LessonBlock(label=_("Content"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["parts"] = parts(value["content"], context.get("variant", ""), context.get("card_id") or "card")
        context["ends"] = any(part["skip_to"].startswith("end-") for part in context["parts"])
        return context

    class Meta:
        icon = "doc-full"
        label = _("Card")
        description = _("One idea on one or two phone screens: 60 to 220 words")
        label_format = "{title}"
        template = "courses/blocks/card_block.html"
        preview_template = "courses/block_preview.html"
        preview_value = {
            "title": _("Help comes first"),
            "objectives": [],
            "content": [("key_idea", {"text": _("You can call, text or chat with 988 at any hour.")})],
        }


class CardsBlock(blocks.StreamBlock):
    card = CardBlock()


def parts(content: Any, variant: str, card_id: str) -> list[dict[str, Any]]:
    """The blocks that this variant shows, each with the place that a content note before it offers to skip to."""
    shown = [child for child in content if _is_for(child, variant)]
    return [
        {"block": child, "id": child.id or f"{child.block_type}-{at}", "skip_to": _after(shown, at, card_id)}
        for at, child in enumerate(shown)
    ]


def _is_for(child: Any, variant: str) -> bool:
    """Stories for one pathway are kept from the other one only; people on both, families and authors see all."""
    if child.block_type != "story" or variant not in (vocabulary.SUBSTANCE_USE, vocabulary.MENTAL_HEALTH):
        return True
    return child.value["pathway"] in (variant, EVERYONE)


def _after(shown: list[Any], at: int, card_id: str) -> str:
    """The id of the next heading after the block at `at`, or that of the end of the card."""
    if shown[at].block_type != "content_note":
        return ""
    later = (child for child in shown[at + 1 :] if child.block_type == "heading")
    heading = next(later, None)
    return f"at-{heading.id}" if heading is not None and heading.id else f"end-{card_id}"
