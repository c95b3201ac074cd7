"""Fields that pick something else in the curriculum: a misconception, a source, a card, objectives.

Each stores a plain value (a key, a code, a UUID, numbers). The choices are read once a form, never once a value.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MOST_OBJECTIVES = 8


class PickBlock(blocks.FieldBlock):
    """A text that is picked from a list. Whether the list still has it is checked with the whole page, in one query."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, widget=self.widget())
        super().__init__(**kwargs)

    def widget(self) -> forms.Widget:
        select = forms.Select()
        select.choices = self.choices  # type: ignore[assignment]  # a callable is asked for each form
        return select

    @staticmethod
    def choices() -> Iterable[tuple[str, Any]]:
        raise NotImplementedError


NOTHING = ("", _("Choose …"))


class MisconceptionBlock(PickBlock):
    @staticmethod
    def choices() -> list[tuple[str, Any]]:
        rows = apps.get_model("courses", "Misconception").objects.order_by("name")
        return [NOTHING, *rows.values_list("key", "name")]

    class Meta:
        icon = "help"
        default = ""


class SourceBlock(PickBlock):
    @staticmethod
    def choices() -> list[tuple[str, Any]]:
        rows = apps.get_model("courses", "Source").objects.order_by("code")
        return [NOTHING, *((code, f"{code}: {title[:80]}") for code, title in rows.values_list("code", "title"))]

    class Meta:
        icon = "doc-full"
        default = ""
        label = _("Source")


class CardPicker(forms.TextInput):
    """Holds the UUID of a card. The script shows it as a list of the cards in the same form."""

    def __init__(self) -> None:
        super().__init__({"data-controller": "card-picker", "data-card-picker-none-value": _("No card of this module")})

    class Media:
        js = ("courses/card-picker.js",)


class CardPickBlock(PickBlock):
    def widget(self) -> forms.Widget:
        return CardPicker()

    class Meta:
        icon = "doc-empty"
        default = ""


class ObjectivesBlock(blocks.FieldBlock):
    """Numbers of objectives, counted from 1."""

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.TypedMultipleChoiceField(
            coerce=int,
            choices=[(number, str(number)) for number in range(1, MOST_OBJECTIVES + 1)],
            widget=forms.CheckboxSelectMultiple,
            required=required,
            help_text=help_text,
        )
        super().__init__(**kwargs)

    def get_default(self) -> list[int]:
        return []

    class Meta:
        icon = "tick-inverse"


# What migrations call them, so that these classes may be renamed.
DECONSTRUCT_ALIASES = {
    MisconceptionBlock: "wagtail.blocks.CharBlock",
    SourceBlock: "wagtail.blocks.CharBlock",
    CardPickBlock: "wagtail.blocks.CharBlock",
    ObjectivesBlock: "wagtail.blocks.FieldBlock",
}
