"""The forms behind a code for families: the code alone, the answer to an invitation, and the new account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.forms.admissions import no_formula
from learners.forms.welcome import WelcomeForm
from learners.models import User

YES, NO = "yes", "no"
ANSWERS = ((YES, _("Yes, connect me")), (NO, _("No, thank you")))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_(
            "It stands on a poster, on a slip or in a message. Large or small letters, with or without dashes."
        ),
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "data-code": ""}),
    )


class AnswerForm(forms.Form):
    """What an account that is signed in says to an invitation. An open code asks nothing."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Do you want to be connected?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two: yes, or no, thank you.")},
    )

    def __init__(self, *args: Any, is_invitation: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_invitation:
            del self.fields["answer"]

    @property
    def connect(self) -> bool:
        return self.cleaned_data.get("answer") == YES


class NewAccountForm(AnswerForm, WelcomeForm):
    """With a password by the same rules as behind a slip."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
    first_name = forms.CharField(
        label=_("What shall we call you?"),
        max_length=60,
        validators=[no_formula],
        help_text=_("A first name or a nickname. Only you and staff who look after accounts see it."),
        error_messages={"required": _("Write a first name or a nickname.")},
    )
    email = forms.EmailField(
        label=_("Email address, if you like"),
        required=False,
        help_text=_(
            "For a new password, should you forget it. It does not sign you in. Mail to it says nothing but that there "
            "is a message."
        ),
        error_messages={"invalid": _("Write an address such as name@example.org, or leave it empty.")},
    )
    field_order = ("code", "first_name", "password1", "password2", "email", "answer")

    @property
    def somebody(self) -> User:
        """Whose password it would be: for the rule that it must not be like the name."""
        return User(first_name=self.cleaned_data.get("first_name", ""), email=self.cleaned_data.get("email", ""))
