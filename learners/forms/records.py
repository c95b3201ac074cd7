"""Which days a record is of."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(days=366)


class DayRange(forms.Form):
    """Asked by address, so that a range can be kept as a bookmark: days only, no name."""

    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Through"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @classmethod
    def of(cls, asked: QueryDict, first: date, last: date) -> "DayRange":
        """`first` and `last` where nothing was asked for."""
        days = {"first": asked.get("first", first.isoformat()), "last": asked.get("last", last.isoformat())}
        return cls(days, auto_id="%s")

    def clean(self) -> dict[str, Any]:
        days = super().clean() or {}
        first, last = days.get("first"), days.get("last")
        if first and last and last < first:
            raise ValidationError({"last": _("The last day comes before the first one. Change one of them.")})
        if first and last and last - first > LONGEST:
            raise ValidationError({"first": _("Choose at most one year at a time.")})
        return days

    @property
    def days(self) -> tuple[date, date]:
        return self.cleaned_data["first"], self.cleaned_data["last"]

    @property
    def query(self) -> str:
        """For addresses of the same days."""
        first, last = self.days
        return f"first={first.isoformat()}&last={last.isoformat()}"
