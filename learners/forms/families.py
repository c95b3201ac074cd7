"""What a participant fills in: whom to name, and the blanks of a consent. The deeds have the last word."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from learners.families.wording import AT_END, INFORMATION, ON_DAY, READ, Choices
from learners.forms.plan_deeds import day_field
from learners.models import Consent, FamilyLink

END, DAY = "end", "day"
NO_AUTOCOMPLETE = {"autocomplete": "off"}


def _capitals(choices: Any) -> list[tuple[str, Any]]:
    return [(value, capfirst(str(words))) for value, words in choices]


class MailForm(forms.Form):
    mail_to = forms.EmailField(
        label=_("Email address, if you like"),
        required=False,
        max_length=254,
        help_text=_(
            "We send one mail, “You have a new message”, with the code. It names neither you nor the program. We do "
            "not keep the address."
        ),
        widget=forms.EmailInput(attrs=NO_AUTOCOMPLETE),
    )


class NameForm(MailForm):
    """`key` is the same when the page is sent twice."""

    called = forms.CharField(
        label=_("What you call this person"),
        max_length=60,
        help_text=_("A name that you both know. It stands on what you sign."),
        error_messages={"required": _("Write what you call this person.")},
        widget=forms.TextInput(attrs=NO_AUTOCOMPLETE),
    )
    relation = forms.ChoiceField(
        label=_("Who this person is to you"),
        choices=lambda: [("", _("Choose")), *_capitals(FamilyLink.Relation.choices)],
        error_messages={"required": _("Choose who this person is to you.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("called", "relation", "mail_to", "key")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("key", uuid4())

    def clean_called(self) -> str:
        return " ".join(str(self.cleaned_data["called"]).split())


def _tick(name: str) -> forms.BooleanField:
    return forms.BooleanField(label=INFORMATION[name], required=False)


class ConsentForm(forms.Form):
    """The blanks of the page, in their order. Nothing is ticked by itself. `seen` is the page's fingerprint."""

    shows_week = _tick("shows_week")
    shows_taking_part = _tick("shows_taking_part")
    shows_items = _tick("shows_items")
    purpose = forms.ChoiceField(
        widget=forms.RadioSelect,
        initial=Consent.Purpose.MY_REQUEST,
        choices=lambda: _capitals(Consent.Purpose.choices),
    )
    ends = forms.ChoiceField(widget=forms.RadioSelect, initial=END, choices=[(END, AT_END), (DAY, ON_DAY)])
    expires_on = day_field(label=_("The last day, if you choose one"), required=False)
    read = forms.BooleanField(label=READ, error_messages={"required": _("Tick that you have read this page.")})
    signature = forms.CharField(
        label=_("Write your name"),
        max_length=120,
        error_messages={"required": _("Write your name to sign.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, before: Consent | None = None, **more: Any) -> None:
        """`before` is what is changed: what is ticked there is ticked here."""
        super().__init__(*args, **more)
        if before is not None:
            self.initial.update(Choices.of(before).columns)
            self.initial["ends"] = DAY if before.expires_on else END

    def clean(self) -> dict[str, Any]:
        """A day counts only where one was to be chosen; otherwise its field may be out of sight."""
        given = super().clean() or self.cleaned_data
        if given.get("ends") == DAY and not given.get("expires_on") and "expires_on" not in self.errors:
            self.add_error("expires_on", _("Choose a day."))
        if given.get("ends") == END:
            self.errors.pop("expires_on", None)
        return given

    @property
    def choices(self) -> Choices:
        given = self.cleaned_data
        last = given.get("expires_on") if given["ends"] == DAY else None
        ticked = {name: given[name] for name in INFORMATION}
        return Choices(**ticked, purpose=given["purpose"], expires_on=last)

    def add_errors(self, error: ValidationError) -> None:
        """Of the deed; what is about the ticks goes to the first of them."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, found in error.error_dict.items():
            self.add_error("shows_week" if name == "scopes" else name, found)


class ItemForm(forms.Form):
    """One button of the page of single things: a worksheet or the own plan to show, or a share to stop."""

    sheet = forms.UUIDField(required=False)
    plan = forms.BooleanField(required=False)
    stop = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if sum(bool(given.get(name)) for name in ("sheet", "plan", "stop")) != 1:
            raise ValidationError(_("Choose one thing."))
        return given
