"""Forms of a program manager: cohorts and who facilitates them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from cms.models.site_settings import time_zones
from learners.forms.admissions import DAY, PersonForm, no_formula
from learners.models import Cohort, Mode, User
from learners.people import cohorts, grants

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class CohortForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[no_formula],
        help_text=_("A neutral one, such as Evening group: it may stand in people's calendars."),
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=int, choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts_at = forms.TimeField(label=_("Starts at"), widget=TIME)
    ends_at = forms.TimeField(label=_("Ends at"), widget=TIME)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    mode = forms.ChoiceField(
        label=_("Calendar"),
        choices=Mode.choices,
        help_text=_("With people in the group it stays as it is: their plans were made from it."),
    )
    wheel_starts_on = forms.DateField(
        label=_("Week 1 begins on"),
        required=False,
        widget=DAY,
        help_text=_("Only for a wheel: any day on which one begins."),
    )
    is_open = forms.BooleanField(label=_("This group meets, and people may come in"), required=False, initial=True)

    @classmethod
    def of(cls, cohort: Cohort, data: Any = None) -> "CohortForm":
        return cls(data, initial={name: getattr(cohort, name) for name in cohorts.SETTABLE})


class FacilitatorForm(PersonForm):
    """A new account of staff."""


class KnownFacilitatorForm(forms.Form):
    person = forms.ModelChoiceField(
        queryset=User.objects.none(), to_field_name="uid", label=_("Who"), empty_label=_("Choose a person")
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    @classmethod
    def candidates(cls, cohort: Cohort, by: User, data: Any = None) -> "KnownFacilitatorForm":
        return cls(data, people=grants.candidates(cohort, by))

    @classmethod
    def present(cls, cohort: Cohort, data: Any = None) -> "KnownFacilitatorForm":
        return cls(data, people=grants.facilitators(cohort))
