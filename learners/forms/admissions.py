"""Forms for who comes in, moves, leaves and comes back. The deeds in learners.people.admissions have the last word."""

import re
from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses import vocabulary
from learners.entrance import sign_in_names
from learners.models import Audience, Cohort, Invitation, Mode, Pathway, User
from learners.models.accounts import SIGN_IN_NAME
from learners.people import accounts, enrolments
from learners.people.admissions import Newcomer

FORMULA = re.compile(r"^\s*[=+\-@]|[\x00-\x1f\x7f]")
BACK, AHEAD = timedelta(days=84), timedelta(days=180)
WEEKS = 12
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def no_formula(text: str) -> None:
    """Such a cell would run in somebody's spreadsheet one day."""
    if FORMULA.search(text):
        raise ValidationError(_("Begin with a letter: no = + - or @ in front, and no control characters."))


def name_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=60, required=False, validators=[no_formula], help_text=help_text)


class PersonForm(forms.Form):
    """Who it is, and how the person gets in."""

    first_name = name_field(_("First name"), _("What the person wants to be called. May stay empty."))
    last_name = name_field(_("Last name"), _("Groups see its first letter only. May stay empty."))
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Says nothing about treatment. Keep this one, or choose another together."),
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,
        validators=[no_formula],
        help_text=_("Not needed for a slip. May be shared by a family."),
    )
    way = forms.ChoiceField(
        label=_("How they get in"),
        choices=[
            (Invitation.Way.SLIP, _("On a printed slip: you print it next")),
            (Invitation.Way.MAIL, _("By mail: a neutral message goes out now")),
        ],
        initial=Invitation.Way.SLIP,
    )

    def __init__(self, *args: Any, taken: Container[str] | None = None, **kwargs: Any) -> None:
        """`taken` are names that somebody has, where the caller knows; else the database is asked."""
        super().__init__(*args, **kwargs)
        self.taken = taken
        if not self.is_bound:
            self.initial.setdefault("sign_in_name", sign_in_names.suggest())

    def clean_sign_in_name(self) -> str:
        name = str(self.cleaned_data["sign_in_name"]).strip().lower()
        SIGN_IN_NAME(name)
        if name in (sign_in_names.taken_of([name]) if self.taken is None else self.taken):
            raise accounts.name_is_taken()
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == Invitation.Way.MAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write an address for the mail, or choose a printed slip."))
        return cleaned


class PlanForm(forms.Form):
    """Where a plan begins. `start_week` is asked on an own clock only: on a wheel the group's week decides."""

    pathway = forms.ChoiceField(
        label=_("Pathway"), choices=[("", _("Choose one (family members: none)")), *Pathway.choices], required=False
    )
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"),
        choices=[(one, _(one)) for one in vocabulary.CONDITIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They choose the electives. Leave open what is not clear yet."),
    )
    day = forms.DateField(
        label=_("First day"), widget=DAY, help_text=_("The first day in this group. It may lie ahead.")
    )
    start_week = forms.IntegerField(
        label=_("Week of the plan on that day"),
        min_value=1,
        max_value=WEEKS,
        initial=1,
        required=False,
        help_text=_("1 for somebody new. With 3, weeks 1 and 2 lie behind: open, to make up or to skip."),
    )

    def __init__(self, *args: Any, cohort: Cohort, today: date, track: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort, self.today, self.track = cohort, today, track
        if not self.is_bound:
            self.initial.setdefault("day", today)
        if self.on_wheel:
            del self.fields["start_week"]

    @property
    def on_wheel(self) -> bool:
        return self.cohort.mode == Mode.WHEEL

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.today - BACK <= day <= self.today + AHEAD:
            raise ValidationError(_("Choose a day within the last 12 weeks or the next six months."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        audience = self.track or cleaned.get("audience")
        if audience and not {"pathway", "conditions"} & set(self.errors):
            try:
                enrolments.check_choices(audience, cleaned.get("pathway", ""), cleaned.get("conditions", []))
            except ValidationError as error:
                self.add_error("pathway", error)
        return cleaned

    def newcomer(self) -> Newcomer:
        """What was filled in; the fields of PersonForm are empty where they were not asked."""
        said = self.cleaned_data
        return Newcomer(
            sign_in_name=said.get("sign_in_name", ""),
            day=said["day"],
            audience=self.track or said["audience"],
            pathway=said.get("pathway", ""),
            conditions=tuple(said.get("conditions", ())),
            start_week=said.get("start_week") or 1,
            **{name: said.get(name, "") for name in ("first_name", "last_name", "email", "way")},
        )


class AdmitForm(PersonForm, PlanForm):
    """Everything about one newcomer."""

    audience = forms.ChoiceField(
        label=_("Track"),
        choices=Audience.choices,
        initial=Audience.PARTICIPANT,
        help_text=_("A family member gets the family track, and sees nothing of anybody."),
    )
    field_order = (
        "first_name",
        "last_name",
        "sign_in_name",
        "email",
        "way",
        "audience",
        "pathway",
        "conditions",
        "day",
        "start_week",
    )


class MoveForm(forms.Form):
    cohort = forms.ModelChoiceField(
        queryset=Cohort.objects.none(), to_field_name="uid", label=_("To which group"), empty_label=_("Choose a group")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("A few words, without health details.")
    )

    def __init__(self, *args: Any, cohorts: QuerySet[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]


class DischargeForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DAY)
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("A few words, without health details.")
    )


class InviteForm(forms.Form):
    """Names and address of an account, and by which way a new code goes out."""

    first_name = name_field(_("First name"))
    last_name = name_field(_("Last name"))
    email = forms.EmailField(label=_("Email address"), required=False, max_length=254, validators=[no_formula])

    @classmethod
    def of(cls, person: User) -> "InviteForm":
        return cls(initial={name: getattr(person, name) for name in ("first_name", "last_name", "email")})


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_("At most 200 people and 100 KB. Nothing is stored before you confirm."),
    )
