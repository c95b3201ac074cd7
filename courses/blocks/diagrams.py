"""Diagrams that draw themselves from a few fields. What is drawn, and how, is in `courses.diagrams`."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import DIAGRAMS, LINE, WHEN, TeachingBlock, label_and_text, line, paragraph, several
from courses.diagrams import KINDS
from courses.diagrams.svg import picture


class DiagramBlock(TeachingBlock):
    """Its `kind` is the name of a drawing."""

    kind = ""
    title = line(_("Title"), _("What the picture shows, in a few words."))
    description = paragraph(
        _("Description"),
        _("One to three sentences that teach as much as the picture does, for people who cannot see it."),
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        drawing, items = KINDS[self.kind], [_plain(item) for item in value["items"]]
        context |= {"items": items, "holds_texts": drawing.holds_texts, "numbered": drawing.numbered}
        context["has_texts"] = any(item.get("text") or item.get("points") for item in items)
        if items:
            drawn = drawing.drawn(items, on_paper=context.get("on_paper", False))
            name = f"diagram-{context.get('block_id') or self.kind}"
            context["picture"] = picture(drawn, value["title"], drawing.words(items), name)
        return context

    class Meta:
        template = "courses/blocks/diagram_block.html"
        group = DIAGRAMS
        label_format = "{title}"


def _plain(item: Any) -> dict[str, Any]:
    """Plain texts (an example has lazy ones), and `lead`: what its line in the list begins with."""
    plain: dict[str, Any] = {name: str(value) for name, value in item.items() if name not in ("at", "points")}
    lead = plain["label"] + ("" if plain["label"][-1:] in ".?!:" else ".")
    if "points" in item:
        plain["points"] = [str(point) for point in item["points"]]
    if "at" in item:
        plain["at"] = item["at"]
        lead = gettext("At %(at)s: %(label)s") % {"at": item["at"], "label": lead}
    if "when" in item:
        lead = f"{plain['when']}: {lead}"
    return {**plain, "lead": lead}


def _items(
    least: int, most: int, help_text: Any, fields: list[tuple[str, blocks.Block]] | None = None
) -> blocks.ListBlock:
    return several(
        blocks.StructBlock(fields or label_and_text(), label_format="{label}"), _("Items"), least, most, help_text
    )


def _sample(title: Any, description: Any, *items: tuple[Any, Any]) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "items": [{"label": label, "text": text} for label, text in items],
    }


class ChainBlock(DiagramBlock):
    kind = "chain"
    items = _items(3, 6, _("Three to six, in order."))

    class Meta:
        icon = "link"
        label = _("Chain")
        description = _("One thing leads to the next")
        preview_value = _sample(
            _("How an argument grows"),
            _("A message leads to a thought, the thought to a feeling, and the feeling to what you do."),
            (_("Trigger"), _("A message that sounds cold.")),
            (_("Thought"), _("“They are done with me.”")),
            (_("Action"), _("An angry answer.")),
        )


class CycleBlock(DiagramBlock):
    kind = "cycle"
    items = _items(3, 6, _("Three to six, in the order of the loop."))

    class Meta:
        icon = "rotate"
        label = _("Cycle")
        description = _("Things that lead to each other, round and round")
        preview_value = _sample(
            _("How practice turns into change"),
            _("You learn a skill, try it, notice what happens and bring that back."),
            (_("Learn it"), _("In group, with people beside you.")),
            (_("Try it"), _("At home, at work, on the bus.")),
            (_("Bring it back"), _("The group helps you adjust.")),
        )


class WaveBlock(DiagramBlock):
    kind = "wave"
    items = _items(3, 3, _("Exactly three: how it rises, its peak, how it falls."))

    class Meta:
        icon = "order-up"
        label = _("Wave")
        description = _("Something that rises, peaks and falls, such as an urge")
        preview_value = _sample(
            _("An urge is a wave"),
            _("An urge rises, reaches its peak and falls again by itself."),
            (_("Notice it"), _("“There is an urge.”")),
            (_("Breathe and stay"), _("The top is the hardest part, and the shortest.")),
            (_("It passes"), ""),
        )


class LadderBlock(DiagramBlock):
    kind = "ladder"
    items = _items(3, 8, _("Three to eight. The lowest rung comes first."))

    class Meta:
        icon = "bars"
        label = _("Ladder")
        description = _("Steps from easy to hard, the lowest rung first")
        preview_value = _sample(
            _("Back among people"),
            _("Start with the easiest step and go up one rung when it feels possible."),
            (_("Say hello"), _("To a neighbor, at the door.")),
            (_("Short call"), _("Two minutes with somebody you trust.")),
            (_("Coffee"), _("Sit down with them.")),
        )


class ThermometerBlock(DiagramBlock):
    kind = "thermometer"
    items = _items(
        2,
        5,
        _("Two to five marks on the scale."),
        [
            ("at", blocks.IntegerBlock(label=_("At"), min_value=0, max_value=10, help_text=_("From 0 to 10."))),
            *label_and_text(),
        ],
    )

    class Meta:
        icon = "sliders"
        label = _("Thermometer")
        description = _("A scale from 0 to 10, with what some of its marks are like")
        preview_value = {
            "title": _("How hot is it?"),
            "description": _("At 2 you are calm. At 5 it gets warm, and a pause still works. At 9 it boils over."),
            "items": [
                {"at": 2, "label": _("Calm"), "text": _("Slow breath.")},
                {"at": 5, "label": _("Warm"), "text": _("Tight jaw. A good time for a pause.")},
                {"at": 9, "label": _("Boiling over"), "text": _("Hard to think.")},
            ],
        }


class CirclesBlock(DiagramBlock):
    kind = "circles"
    items = _items(2, 4, _("Two to four. The innermost comes first."))

    class Meta:
        icon = "radio-full"
        label = _("Circles")
        description = _("Circles of support, from the middle outwards")
        preview_value = _sample(
            _("Who stands around you"),
            _("You are in the middle. Around you are people close to you, and then those whose work it is to help."),
            (_("Me"), ""),
            (_("People I trust"), _("A sister, a friend, a sponsor.")),
            (_("My team"), _("Counselor, nurse, group.")),
        )


class TimelineBlock(DiagramBlock):
    kind = "timeline"
    items = _items(
        2,
        7,
        _("Two to seven, the earliest first."),
        [("when", line(_("When"), _("At most 16 characters, such as Week 1."), most=WHEN)), *label_and_text()],
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Timeline")
        description = _("What happens when")
        preview_value = {
            "title": _("The first weeks of Amos"),
            "description": _("A setback in week 4 does not wipe out what he learned. One call starts the way back."),
            "items": [
                {"when": _("Week 1"), "label": _("Begins"), "text": _("Comes on all three days.")},
                {"when": _("Week 4"), "label": _("Setback"), "text": _("Misses two days.")},
                {"when": _("Week 5"), "label": _("One call"), "text": _("They plan for hard days.")},
            ],
        }


class TwoColumnsBlock(DiagramBlock):
    kind = "two_columns"
    items = _items(
        2,
        2,
        _("Exactly two."),
        [
            label_and_text()[0],
            ("points", several(line(_("Point"), most=LINE), _("Points"), 2, 6, _("Two to six short lines."))),
        ],
    )

    class Meta:
        icon = "grid"
        label = _("Two columns")
        description = _("Two sides of something, point by point")
        preview_value = {
            "title": _("Setback or failure"),
            "description": _(
                "A setback has an end, and you can learn from it. “Failure” is a label that says all is lost."
            ),
            "items": [
                {"label": _("A setback"), "points": [_("It happens"), _("It can end"), _("It teaches")]},
                {"label": _("“Failure”"), "points": [_("It is a label"), _("It never ends")]},
            ],
        }
