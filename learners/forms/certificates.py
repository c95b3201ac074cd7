"""Issuing a certificate, and checking one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.records import certificate_codes


class Issue(forms.Form):
    """`seen` and `replaces` say what the person looked at before pressing the button."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    replaces = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is issued again"),
        max_length=200,
        required=False,
        help_text=_("For example: the name was spelled wrong. It does not stand on the certificate."),
    )


class Code(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=certificate_codes.LONGEST,
        help_text=_("16 letters and digits, as they stand on the certificate. Dashes and small letters do not matter."),
        error_messages={"required": _("Type the code first. It stands below the certificate.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-code": ""}
        ),
    )
