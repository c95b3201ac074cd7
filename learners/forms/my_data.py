"""What people ask for about the own data, and the tick with which somebody closes the own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.privacy import requests


class RequestForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=requests.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for."), "invalid_choice": _("Choose what you ask for.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("May be left empty, unless something is to be corrected. Only the privacy officer reads it."),
        required=False,
        max_length=requests.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Each kind with its box and what it means."""
        boxes = zip(requests.Kind, self["kind"], strict=True)
        return [{"tag": box.tag(), "label": box.choice_label, "means": requests.ASKED[kind]} for kind, box in boxes]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == requests.Kind.CORRECT and not given.get("words", "").strip():
            self.add_error("words", _("Say what is wrong and how it should be."))
        return given


class ClosingForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, close my account"),
        error_messages={"required": _("Tick the box if you want to close your account. Nothing was changed.")},
    )
