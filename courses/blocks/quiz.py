"""The check-in: a stream of questions. A block is named like its kind in `courses.quiz`, which also checks it.

The ids that answers are kept by are those that Wagtail gives the children: of a question in the stream, of an option,
item or pair in its list.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import SENTENCE, line, paragraph, several
from courses.blocks.choices import CardPickBlock, MisconceptionBlock, ObjectivesBlock
from courses.quiz import QUESTION_KINDS

EXPLANATION = _("Shown after answering, to everybody who chose it. Kind and short: say why, and what is so instead.")
CORRECT, WRONG = {"correct": True}, {"correct": False}


def _option() -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            ("text", line(_("Answer"), most=SENTENCE)),
            ("correct", blocks.BooleanBlock(label=_("This is correct"), required=False)),
            (
                "misconception",
                MisconceptionBlock(
                    label=_("Misconception"),
                    required=False,
                    help_text=_(
                        "For a wrong answer: the belief that it stands for. Add new ones under Misconceptions."
                    ),
                ),
            ),
            ("explanation", paragraph(_("Explanation"), EXPLANATION)),
        ],
        label_format="{text}",
    )


def _items() -> blocks.StructBlock:
    return blocks.StructBlock(
        [("text", line(_("Text"), most=SENTENCE)), ("explanation", paragraph(_("Explanation"), EXPLANATION))],
        label_format="{text}",
    )


def _pair() -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            ("left", line(_("Left"), most=SENTENCE)),
            ("right", line(_("Right"), _("What belongs to it. No two may say the same."), most=SENTENCE)),
            ("explanation", paragraph(_("Explanation"), EXPLANATION)),
        ],
        label_format="{left} – {right}",
    )


class QuestionBlock(blocks.StructBlock):
    """What all kinds share. `problems` of the kind are asked when the page is to be published, not for a draft."""

    prompt = paragraph(
        _("Question"),
        _("A short story in the third person and what to decide, such as “Dana feels …”. Never “have you used”."),
    )
    card = CardPickBlock(
        label=_("Card that teaches it"),
        required=False,
        help_text=_("Leave it open for a question from an earlier week."),
    )
    objectives = ObjectivesBlock(label=_("Objectives"), help_text=_("Numbers of the objectives that it asks about."))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """As an author checks it: `misconceptions` in the context says what the keys mean."""
        context = super().get_context(value, parent_context)
        known = context.get("misconceptions") or {}
        parts = value[QUESTION_KINDS[self.name].parts_field] if self.name else ()
        context["parts"] = [{**part, "belief": known.get(part.get("misconception", ""))} for part in parts]
        context["belief"] = known.get(value.get("misconception", ""))
        return context

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        problems = (
            [] if self.is_deferred_validation else QUESTION_KINDS[self.name].problems(as_json(self.name, cleaned))
        )
        if problems:
            raise blocks.StructBlockValidationError(non_block_errors=[str(problem) for problem in problems])
        return cleaned

    class Meta:
        label_format = "{prompt}"
        template = "courses/blocks/question_block.html"
        preview_template = "courses/block_preview.html"


def as_json(kind: str, value: Any, question_id: str | None = "") -> dict[str, Any]:
    """The question as the engine reads it, with the key where a misconception will stand."""
    listed = QUESTION_KINDS[kind].parts_field
    parts = [{"id": part.id, **part.value} for part in value[listed].bound_blocks]
    return {"id": question_id, "kind": kind, **value, listed: parts}


def _sample(prompt: Any, **parts: Any) -> dict[str, Any]:
    return {"prompt": prompt, "card": "", "objectives": [1], **parts}


def _choice(text: Any, explanation: Any, correct: bool = False) -> dict[str, Any]:
    return {"text": text, "correct": correct, "misconception": "", "explanation": explanation}


TOMAS = [
    _choice(_("Call or text 988 with his cousin."), _("People at 988 help the worried friend, too."), correct=True),
    _choice(_("Wait until morning."), _("The hours before morning can be the most dangerous.")),
]


class SingleChoiceBlock(QuestionBlock):
    options = several(_option(), _("Answers"), 2, 5, _("Two to five, exactly one of them correct."))

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("One answer of several is right")
        preview_value = _sample(
            _("Tomas gets a hard text from his cousin at 2 a.m. What is the best first step?"), options=TOMAS
        )


class MultipleChoiceBlock(QuestionBlock):
    options = several(
        _option(),
        _("Answers"),
        2,
        5,
        _("Two to five. The question says “Pick all that fit”. All of them, and no other, is right."),
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        description = _("All that fit are to be picked")
        preview_value = _sample(_("Tomas worries about his cousin. Pick all that fit."), options=TOMAS)


class TrueFalseBlock(QuestionBlock):
    options = blocks.ListBlock(
        _option(),
        label=_("Answers"),
        min_num=2,
        max_num=2,
        help_text=_("True and False. Tick the one that is correct."),
        default=[{"text": "True", **CORRECT}, {"text": "False", **WRONG}],
    )

    class Meta:
        icon = "check"
        label = _("True or false")
        description = _("A statement that is true or false")
        preview_value = _sample(
            _("It is safe for most people to stop heavy drinking suddenly at home."),
            options=[
                _choice(_("True"), _("Sudden stopping can be dangerous. Ask a doctor or nurse first.")),
                _choice(_("False"), _("Right. Medical advice comes first."), correct=True),
            ],
        )


class PutInOrderBlock(QuestionBlock):
    misconception = MisconceptionBlock(
        label=_("Misconception"), required=False, help_text=_("The belief that a wrong order usually stands for.")
    )
    items = several(_items(), _("Lines"), 3, 6, _("Three to six, here in the right order. People see them mixed."))

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("Lines that are to be put into the right order")
        preview_value = _sample(
            _("Put the steps in order."),
            misconception="",
            items=[
                {"text": text, "explanation": _("Each step makes the next one possible.")}
                for text in (_("Call 911."), _("Give naloxone."), _("Stay until help comes."))
            ],
        )


class MatchBlock(QuestionBlock):
    misconception = MisconceptionBlock(
        label=_("Misconception"), required=False, help_text=_("The belief that a wrong match usually stands for.")
    )
    pairs = several(_pair(), _("Pairs"), 3, 5, _("Three to five. People see the right sides mixed."))

    class Meta:
        icon = "resubmit"
        label = _("Match")
        description = _("Things that belong together are to be matched")
        preview_value = _sample(
            _("Match each moment with the best first call."),
            misconception="",
            pairs=[
                {"left": left, "right": right, "explanation": _("Different moments need different people.")}
                for left, right in (
                    (_("Somebody does not breathe"), "911"),
                    (_("Dark thoughts"), "988"),
                    (_("A missed group"), _("The clinic")),
                )
            ],
        )


class QuizBlock(blocks.StreamBlock):
    single_choice = SingleChoiceBlock()
    multiple_choice = MultipleChoiceBlock()
    true_false = TrueFalseBlock()
    put_in_order = PutInOrderBlock()
    match = MatchBlock()
