"""What staff write down about a person: corrected minutes, the day of the next review, the range of a summary."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.forms.plan_deeds import NUMBER_ERRORS, day_field, reason_field
from learners.learning.online_minutes import MOST


class Minutes(forms.Form):
    day = day_field(label=_("Day"))
    minutes = forms.IntegerField(
        label=_("Online minutes of that day"),
        min_value=0,
        max_value=MOST,
        help_text=_("It stands in place of the estimate. Group minutes are not in it."),
        error_messages={name: _("Write a number from 0 to 1440.") for name in NUMBER_ERRORS},
    )
    reason = reason_field(_("For example: read on paper, or somebody else used the device."))


class Review(forms.Form):
    due_on = day_field(label=_("Next review on"))


class Range(forms.Form):
    """From `first` to `last`, both included; empty means since the start, or until today."""

    first = day_field(label=_("From"), required=False)
    last = day_field(label=_("To"), required=False)

    def __init__(self, *args: Any, starts_on: date, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.starts_on, self.today = starts_on, today

    @property
    def whole(self) -> "Range":
        """The same range with both of its days filled in, to be shown."""
        days = {"from": self.cleaned_data["first"].isoformat(), "to": self.cleaned_data["last"].isoformat()}
        return Range(days, starts_on=self.starts_on, today=self.today)

    def add_prefix(self, field_name: str) -> str:
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["first"] = given.get("first") or min(self.starts_on, self.today)
        given["last"] = given.get("last") or self.today
        if not self.errors and given["last"] < given["first"]:
            self.add_error("last", _("The last day comes before the first. Choose a later one."))
        return given
