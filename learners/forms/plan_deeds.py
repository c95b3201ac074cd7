"""What staff fill in to change a plan. Each form knows the plan, and offers only what makes sense for it now."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses import labels
from courses.vocabulary import PARTICIPANT
from learners.planning import pauses
from learners.planning.assigned import PersonPlan, Row
from learners.safekeeping import notes

NUMBER_ERRORS = ("required", "invalid", "min_value", "max_value")

Choices = list[tuple[str, str]]


def day_field(**more: Any) -> forms.DateField:
    """A date as browsers pick it, with errors that say what to do."""
    says = {"required": _("Choose a day."), "invalid": _("Write the day as year-month-day, such as 2027-03-01.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages=says, **more)


def reason_field(hint: Any) -> forms.CharField:
    says = {"required": _("Say why, in a few words."), "max_length": _("Say why in 200 characters or fewer.")}
    return forms.CharField(label=_("Why"), max_length=200, help_text=hint, error_messages=says)


def _choose(words: Any) -> dict[str, Any]:
    return {"required": words, "invalid_choice": words}


class PlanForm(forms.Form):
    """`mine` is the plan as it is. What is left out of `suggested` stays empty."""

    def __init__(self, *args: Any, mine: PersonPlan, **more: Any) -> None:
        super().__init__(*args, **more)
        self.mine = mine
        self.offer()

    def offer(self) -> None:
        """Fill in what depends on the plan."""


class Reasoned(PlanForm):
    reason = reason_field(_("In plain words, without a diagnosis: the person can read it."))


class OneModule(Reasoned):
    """A module out of those that `fits` picks."""

    module = forms.ChoiceField(label=_("Module"), error_messages=_choose(_("Choose a module of the list.")))
    field_order = ("module", "opens_on", "reason")
    fits: Callable[[Row], bool]

    def offer(self) -> None:
        self.fields["module"].choices = self.choices()  # type: ignore[attr-defined]

    def choices(self) -> Choices:
        return [_choice(row.module) for row in self.mine.rows if self.fits(row)]

    def clean_module(self) -> UUID:
        return UUID(self.cleaned_data["module"])


class OpenWeek(Reasoned):
    week = forms.TypedChoiceField(
        label=_("Open every week up to and with week"), coerce=int, error_messages=_choose(_("Choose a week."))
    )
    field_order = ("week", "reason")

    def offer(self) -> None:
        first = max(self.mine.week, self.mine.person.open_through_week) + 1
        weeks = range(first, len(self.mine.outline.weeks) + 1)
        self.fields["week"].choices = [(number, str(number)) for number in weeks]  # type: ignore[attr-defined]


class Extend(Reasoned):
    weeks = forms.IntegerField(
        label=_("How many weeks more"),
        min_value=1,
        max_value=pauses.MOST_WEEKS,
        initial=1,
        help_text=_("All that is not open yet opens so much later. What is open stays open."),
        error_messages={name: _("Write a number from 1 to 12.") for name in NUMBER_ERRORS},
    )
    field_order = ("weeks", "reason")


class StartPause(Reasoned):
    first = day_field(label=_("First day of the pause"))
    until = day_field(
        label=_("First day back"), required=False, help_text=_("Leave it empty while nobody knows the day.")
    )
    field_order = ("first", "until", "reason")

    def offer(self) -> None:
        self.fields["first"].initial = self.mine.today


class Resume(Reasoned):
    on = day_field(label=_("First day back"))
    field_order = ("on", "reason")

    def offer(self) -> None:
        self.fields["on"].initial = self.mine.today


class Assign(OneModule):
    opens_on = day_field(label=_("Opens on"))

    def offer(self) -> None:
        super().offer()
        self.fields["opens_on"].initial = self.mine.today

    def choices(self) -> Choices:
        """What the plan does not ask for, and what is not open yet."""
        asked = {row.module.key for row in self.mine.wanted if row.standing != "upcoming"}
        modules = self.mine.outline.by_key.values()
        return [_choice(one) for one in modules if one.audience == PARTICIPANT and one.key not in asked]


class Skip(OneModule):
    @staticmethod
    def fits(row: Row) -> bool:
        return row.standing not in ("done", "skipped") and row.assignment.reason != "optional"


class Move(OneModule):
    opens_on = day_field(label=_("Opens on"))

    @staticmethod
    def fits(row: Row) -> bool:
        return row.progress is None and row.standing != "skipped"


class Excuse(OneModule):
    @staticmethod
    def fits(row: Row) -> bool:
        return row.standing in ("open", "under-way", "make-up") and row.assignment.reason != "optional"


class ChangePathway(Reasoned):
    pathway = forms.ChoiceField(
        label=_("Pathway"), choices=labels.PATHWAYS, error_messages=_choose(_("Choose a pathway."))
    )
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"),
        choices=labels.CONDITIONS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Which electives apply."),
    )
    field_order = ("pathway", "conditions", "reason")

    def offer(self) -> None:
        self.fields["pathway"].initial = self.mine.person.pathway
        self.fields["conditions"].initial = sorted(self.mine.person.conditions)


class Repeat(Reasoned):
    """Only the reason."""


class Note(PlanForm):
    text = forms.CharField(
        label=_("Note"),
        max_length=notes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The facilitators of this group read it, nobody else. It cannot be changed later."),
        error_messages={"required": _("Write a few words first.")},
    )


def _choice(module: Any) -> tuple[str, str]:
    return str(module.key), f"{_('Week')} {module.week}: {module.title}"
