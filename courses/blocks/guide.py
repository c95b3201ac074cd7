"""The facilitator's guide, the three-minute version and the prompt for two people: one block each."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PARAGRAPH, SENTENCE, TeachingBlock, line, paragraph, several
from courses.blocks.choices import MisconceptionBlock, SourceBlock


class ShortVersionBlock(TeachingBlock):
    one_thing = line(_("The one thing"), _("The one sentence to remember."), most=SENTENCE)
    steps = several(line(_("Step"), most=SENTENCE), _("Three steps"), 3, 3, _("Exactly three."))
    question = line(_("Question"), _("One question to ask oneself."), most=SENTENCE)
    answer = paragraph(_("Answer"), _("What a good answer says, in two or three sentences."))

    class Meta:
        icon = "time"
        label = _("Three-minute version")
        description = _("For a low-energy day: the one thing, three steps, one question")
        template = "courses/blocks/short_version_block.html"
        preview_value = {
            "one_thing": _("Recovery grows out of small steps that you practice."),
            "steps": [_("Think of one thing you want more of."), _("Pick one small step."), _("Tell one person.")],
            "question": _("What would make next Tuesday a bit easier?"),
            "answer": _("Anything small and yours is a good answer."),
        }


class TalkTogetherBlock(TeachingBlock):
    """Shown to families whether or not they are connected with anybody, so it presumes nothing of either person."""

    opening = line(
        _("First question"),
        _(
            "A calm question that both people can answer, whichever of them reads it out. Write “each of you” or “both "
            "of you”, never “I” or “your loved one”. Ask for no diagnosis, use, treatment, homework or group."
        ),
        most=SENTENCE,
    )
    follow_ups = several(
        line(_("Question"), most=SENTENCE),
        _("Then, if both like"),
        1,
        2,
        _("One or two gentle questions that lead on. That either may say “not today” stands below by itself."),
    )

    class Meta:
        icon = "comment"
        label = _("Talk about it together")
        description = _("For a family member and the person they stand by: something that both can answer")
        template = "courses/blocks/talk_together_block.html"
        preview_value = {
            "opening": _("Which time of day do both of you like best, and what makes it good?"),
            "follow_ups": [_("What small thing would make it even better for each of you?")],
        }


class GuideBlock(TeachingBlock):
    purpose = paragraph(_("Purpose"), _("What the group leaves with, in two or three sentences."))
    materials = several(line(_("Thing"), most=SENTENCE), _("Materials"), 0, 20)
    outline = several(
        blocks.StructBlock(
            [
                ("minutes", blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=60)),
                ("part", line(_("Part"))),
                ("text", paragraph(_("What to do and say"), most=2 * PARAGRAPH)),
            ],
            label_format="{minutes} min: {part}",
        ),
        _("Outline"),
        1,
        12,
        _("45 minutes in all."),
    )
    prompts = several(paragraph(_("Question")), _("Questions for the group"), 1, 10, _("Three to five open questions."))
    misconceptions = several(
        MisconceptionBlock(label=_("Misconception")),
        _("Misconceptions"),
        0,
        10,
        _("Two or more that come up in this group."),
    )
    cautions = several(
        paragraph(_("Caution")), _("Cautions"), 0, 12, _("What may go wrong in the room, and what to do.")
    )
    adapt = several(paragraph(_("Way")), _("Ways to adapt"), 0, 12, _("For one pathway, small groups, online groups."))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """`misconceptions` in the context says what the keys mean."""
        context = super().get_context(value, parent_context)
        known = context.get("misconceptions") or {}
        context["told"] = [known[key] for key in value["misconceptions"] if key in known]
        return context

    class Meta:
        icon = "group"
        label = _("Facilitator guide")
        description = _("For the facilitator only: 45 minutes in a group")
        template = "courses/blocks/guide_block.html"
        preview_value = {
            "purpose": _("Newcomers leave with a plain picture of the program and one step they believe they can do."),
            "materials": [_("Pens")],
            "outline": [{"minutes": 10, "part": _("Check-in"), "text": _("Go round with names.")}],
            "prompts": [_("What would a slightly better week look like?")],
            "misconceptions": [],
            "cautions": [_("Do not ask for details in the group.")],
            "adapt": [_("Online: cameras may stay off.")],
        }


class ShortVersionStream(blocks.StreamBlock):
    short_version = ShortVersionBlock()


class TalkTogetherStream(blocks.StreamBlock):
    talk_together = TalkTogetherBlock()


class GuideStream(blocks.StreamBlock):
    guide = GuideBlock()


class ObjectivesStream(blocks.StreamBlock):
    objective = blocks.CharBlock(
        label=_("Objective"),
        icon="tick-inverse",
        max_length=SENTENCE,
        help_text=_("What the person will be able to do."),
    )


class SourcesStream(blocks.StreamBlock):
    code = SourceBlock()
