"""Blocks that ask the reader to do something: steps, practice, the summary, the teach-back; and whom to call."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms import site
from courses.blocks.base import DO, SENTENCE, TeachingBlock, formatted, line, paragraph, several


class StepsBlock(TeachingBlock):
    title = line(_("Title"))
    items = several(
        blocks.StructBlock(
            [
                ("title", line(_("Step"))),
                ("text", line(_("How"), _("May stay empty."), most=SENTENCE, required=False)),
            ],
            icon="list-ol",
        ),
        _("Steps"),
        2,
        10,
    )

    class Meta:
        icon = "list-ol"
        group = DO
        label = _("Steps")
        description = _("A skill, one numbered step after the other")
        template = "courses/blocks/steps_block.html"
        label_format = "{title}"
        preview_value = {
            "title": _("From wish to step"),
            "items": [
                {"title": _("Start with the wish"), "text": _("Name one thing that matters to you.")},
                {"title": _("Say when"), "text": _("Choose a day and a time.")},
            ],
        }


class PracticeBlock(TeachingBlock):
    title = line(_("Title"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=15, default=2)
    text = formatted(_("What to do"))
    eyes_open = paragraph(
        _("With eyes open"),
        _("How to do it without closing the eyes. Always offered, because closed eyes do not feel safe to everybody."),
    )
    movement = paragraph(
        _("While moving"), _("How to do it standing, walking or stretching. May stay empty."), required=False
    )

    class Meta:
        icon = "time"
        group = DO
        label = _("Practice now")
        description = _("Something to do right away, with an eyes-open choice and a moving one")
        template = "courses/blocks/practice_block.html"
        label_format = "{title}"
        preview_value = {
            "title": _("One slow breath"),
            "minutes": 2,
            "text": "<p>Let your shoulders drop. Breathe out a little longer than you breathe in.</p>",
            "eyes_open": _("Rest your eyes on one plain thing, like a cup or a door handle."),
            "movement": _("Walk slowly, and breathe out over three steps."),
        }


class SummaryBlock(TeachingBlock):
    lines = several(
        line(_("Line"), most=SENTENCE), _("Three lines"), 3, 3, _("On the last card. One short sentence each.")
    )

    class Meta:
        icon = "tasks"
        group = DO
        label = _("Summary")
        description = _("Three lines to take along, on the last card")
        template = "courses/blocks/summary_block.html"
        preview_value = {
            "lines": [
                _("You come often, live your life in between, and practice there."),
                _("A setback is something that happens. It does not erase what you learned."),
                _("A good step says what, when and with whom."),
            ]
        }


class TeachBackBlock(TeachingBlock):
    prompt = paragraph(_("Say it to somebody"), _("On the last card. Who to tell, and what, in one or two sentences."))

    class Meta:
        icon = "comment"
        group = DO
        label = _("Teach-back")
        description = _("Asks the reader to say it to somebody in their own words, on the last card")
        template = "courses/blocks/teach_back_block.html"
        preview_value = {"prompt": _("Tell somebody you trust what this program is, in two sentences.")}


class CrisisNumbersBlock(TeachingBlock):
    show = blocks.ChoiceBlock(
        label=_("Which numbers"),
        choices=[("first", _("The first ones: 988, 911 and your program")), ("all", _("All of them"))],
        default="first",
        help_text=_("The numbers come from the site settings, so that they are changed in one place."),
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["site_facts"] = site.facts()
        return context

    class Meta:
        icon = "help"
        group = DO
        label = _("Crisis numbers")
        description = _("Whom to call, text or chat with, from the site settings")
        template = "courses/blocks/crisis_numbers_block.html"
        preview_value = {"show": "first"}
