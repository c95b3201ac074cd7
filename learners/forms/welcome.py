"""The form behind a one-time code: the code, and the password that the person chooses."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learners.models import User

LONGEST = 128


class WelcomeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("It stands on your slip or in your message. Large or small letters, with or without dashes."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "data-code": ""}),
    )
    password1 = forms.CharField(max_length=LONGEST, strip=False, widget=forms.PasswordInput)
    password2 = forms.CharField(max_length=LONGEST, strip=False, widget=forms.PasswordInput)

    def clean_password1(self) -> str:
        """Asked without the person, so that the answer says nothing about the code."""
        password: str = self.cleaned_data["password1"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two are not the same. Type both again."))
        return cleaned

    def fits(self, person: User) -> bool:
        """Whether the password may be this person's; else the field says why not."""
        try:
            validate_password(self.cleaned_data["password1"], person)
        except ValidationError as error:
            self.add_error("password1", error)
            return False
        return True
