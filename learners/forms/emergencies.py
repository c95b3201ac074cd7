"""Asking for a record in an emergency: an exact sign-in name and why. It looks nothing up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Ask(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("The exact sign-in name of the one person. Nothing is searched, and no name is suggested."),
        error_messages={"required": _("Write the sign-in name of the person.")},
    )
    reason = forms.CharField(
        label=_("What has happened, and why you need the record"),
        max_length=1000,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough. It is sealed: the second person and the privacy officer read it."),
        error_messages={
            "required": _("Write in a sentence what has happened."),
            "min_length": _("Write a few words more: a second person decides by them."),
        },
    )
