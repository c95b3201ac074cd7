"""What staff fill in about meetings: the topic, times, a session more, and why one is called off."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.map import ModuleOutline, Outline
from learners.groups import topics
from learners.groups.sessions import LONGEST_REASON, Times

MOST_MINUTES = 600


def time_field(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


class TopicForm(forms.Form):
    """One of the modules that a whole group can work on."""

    module = forms.TypedChoiceField(label=_("Topic"), coerce=UUID)

    def __init__(self, *args: Any, program: Outline, **more: Any) -> None:
        super().__init__(*args, **more)
        self.program = program
        self.fields["module"].choices = [  # type: ignore[attr-defined]
            (_("For participants"), _choices(topics.shared(program))),
            (_("For family members"), _choices(topics.for_families(program))),
        ]

    @property
    def chosen(self) -> ModuleOutline:
        """Of a valid form."""
        return self.program.by_key[self.cleaned_data["module"]]


class TimesForm(TopicForm):
    """What really was, at the end or put right afterwards. `without` ends it with people of whom nothing is said."""

    began = time_field(_("Started at"))
    ended = time_field(_("Ended at"))
    break_minutes = forms.IntegerField(
        label=_("Minutes of breaks"), min_value=0, max_value=MOST_MINUTES, initial=0, help_text=_("All together.")
    )
    without = forms.BooleanField(label=_("End without them; I will say it later"), required=False)
    reason = forms.CharField(label=_("Why it is changed"), max_length=LONGEST_REASON, required=False)

    @property
    def times(self) -> Times:
        """Of a valid form."""
        given = self.cleaned_data
        return Times(given["began"], given["ended"], given["break_minutes"])


class MeetingTimesForm(forms.Form):
    starts_at = time_field(_("Starts at"))
    ends_at = time_field(_("Ends at"))


class AddForm(MeetingTimesForm):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    field_order = ("day", "starts_at", "ends_at")


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Why, for staff only"), max_length=LONGEST_REASON, required=False, help_text=_("May be left empty.")
    )


def _choices(modules: list[ModuleOutline]) -> list[tuple[str, str]]:
    return [(str(one.key), _("Week %(week)s: %(title)s") % {"week": one.week, "title": one.title}) for one in modules]
