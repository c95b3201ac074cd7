"""One row of the attendance list for each person; what was said already fills it in."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from learners.forms.sessions import time_field
from learners.groups import attendance
from learners.groups.attendance import THERE, Said, Status
from learners.groups.running import Line, Running
from learners.models import Attendance

NOT_SAID = ("", _("not said yet"))


class MarkForm(forms.Form):
    status = forms.ChoiceField(label=_("Was there"), required=False)
    taught_back = forms.BooleanField(label=_("Said it in own words"), required=False)
    arrived_at = time_field(_("Arrived at"), required=False)
    left_at = time_field(_("Left at"), required=False)
    made_up_on = forms.DateField(
        label=_("Made up on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, line: Line, running: Running, posted: QueryDict | None = None) -> None:
        self.line, self.day = line, running.meeting.day
        newest = line.newest
        self.suggests_excused = newest is None and line.enrolment.pk in running.paused
        super().__init__(
            posted,
            prefix=str(line.enrolment.uid),
            initial=asdict(attendance.said(newest)) if newest else None,
            auto_id="%s",
        )
        choices = Attendance.Status.choices
        self.fields["status"].choices = choices if newest else [NOT_SAID, *choices]  # type: ignore[attr-defined]

    @property
    def was_shown(self) -> bool:
        """Not somebody who joined after the page was made: its select would have come along."""
        return self.add_prefix("status") in self.data

    @property
    def has_detail(self) -> bool:
        """Whether the times and the reason should be in sight."""
        names = ("arrived_at", "left_at", "made_up_on", "reason")
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            if given.get("status") and not self.errors:
                attendance.check(self._said(given), self.day)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name, [f"{self.line.name}: {message}" for message in messages])
        return given

    @property
    def said(self) -> Said | None:
        """Of a valid form; None where nothing was chosen."""
        return self._said(self.cleaned_data) if self.cleaned_data.get("status") else None

    def _said(self, given: dict[str, Any]) -> Said:
        """Only what goes with the status."""
        status = given["status"]
        came_or_went = status in (Status.LATE, Status.LEFT_EARLY)
        return Said(
            status=status,
            arrived_at=given.get("arrived_at") if came_or_went else None,
            left_at=given.get("left_at") if came_or_went else None,
            made_up_on=given.get("made_up_on") if status == Status.MADE_UP else None,
            taught_back=given.get("taught_back", False) and status in {*THERE, Status.MADE_UP},
            reason=given.get("reason", "").strip(),
        )


def marks(running: Running, posted: QueryDict | None = None) -> list[MarkForm]:
    return [MarkForm(line, running, posted) for line in running.lines]


def all_said(forms_of_people: Sequence[MarkForm], *, everybody: bool) -> dict[int, Said]:
    """By enrolment. With `everybody`, whoever has nothing chosen was present, but for people on a pause."""
    found = {}
    for form in forms_of_people:
        said = form.said
        if said is None and everybody and form.was_shown and not form.suggests_excused:
            said = Said(Status.PRESENT, taught_back=form.cleaned_data["taught_back"])
        if said is not None:
            found[form.line.enrolment.pk] = said
    return found


def errors_of(forms_of_people: Sequence[MarkForm]) -> dict[str, str]:
    """Id of the field -> what to do, for the summary."""
    return {form[name].id_for_label: str(errors[0]) for form in forms_of_people for name, errors in form.errors.items()}
