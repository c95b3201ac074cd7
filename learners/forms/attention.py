"""Forms of the list of those who may need a word: what somebody has seen, and the rules of a program."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.models import AttentionRules
from learners.overview.acknowledging import NUMBERS
from learners.overview.attention_words import Told
from learners.safekeeping import notes


class SeenForm(forms.Form):
    """Which of the reasons somebody has seen. Only who leads the group may add a note."""

    reasons = forms.MultipleChoiceField(
        label=_("What you have seen"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what you have seen."),
            "invalid_choice": _("Something has changed since this page was opened. Look again, then tick."),
        },
    )
    note = forms.CharField(
        label=_("A note, if you like"),
        required=False,
        max_length=notes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed. Those who lead this group can read it, nobody else."),
    )

    def __init__(self, told: list[Told], data: Mapping[str, Any] | None = None, *, may_write: bool) -> None:
        super().__init__(data, initial={"reasons": [one.value for one in told]})
        self.fields["reasons"].choices = [(one.value, one.words) for one in told]  # type: ignore[attr-defined]
        self.told, self.may_write = told, may_write
        if not may_write:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        if not self.may_write and self.data.get("note", "").strip():
            raise forms.ValidationError(_("Notes are for those who lead this group. Nothing was kept."))
        return super().clean() or {}

    @property
    def chosen(self) -> list[Any]:
        return [one.reason for one in self.told if one.value in self.cleaned_data["reasons"]]


class RulesForm(forms.ModelForm):
    class Meta:
        model = AttentionRules
        fields = NUMBERS
