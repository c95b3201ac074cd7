"""What the privacy officer writes and decides."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learners.forms.privacy_log import NarrowingForm, PersonField, group_choices, groups
from learners.models import Cohort, PrivacyRequest, RetentionRules, User
from learners.privacy import consent_papers, decisions, policies
from learners.privacy.disclosure_log import Asked

Kind = PrivacyRequest.Kind


def words(label: Any, help_text: Any) -> forms.CharField:
    missing = {"required": _("Write what the person shall read.")}
    box = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(
        label=label, help_text=help_text, max_length=decisions.LONGEST, widget=box, error_messages=missing
    )


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("grant", _("grant it")), ("refuse", _("refuse it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is granted.")},
    )
    answer = words(_("Answer to the person"), _("The person reads this in their own account. It is kept sealed."))

    def __init__(self, data: Mapping[str, Any] | None, kind: str) -> None:
        super().__init__(data, auto_id="%s")
        if kind == Kind.ERASE:  # granted on a page of its own, after the list of what goes
            self.fields["decision"].choices = [("refuse", _("refuse it"))]  # type: ignore[attr-defined]
            self.fields["decision"].initial = "refuse"


class DelayForm(forms.Form):
    reason = words(_("Why it takes longer"), _("The person reads this. It can be put off once, by 30 days."))


class ErasureForm(forms.Form):
    """The second confirmation: the sign-in name of the account, typed."""

    sign_in_name = forms.CharField(
        label=_("Sign-in name of the account"),
        help_text=_("Type it as it stands above, to say that you mean this account."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the sign-in name of the account.")},
    )

    def __init__(self, data: Mapping[str, Any] | None, person: User) -> None:
        super().__init__(data, auto_id="%s")
        self.person = person

    def clean_sign_in_name(self) -> str:
        typed = str(self.cleaned_data["sign_in_name"]).strip().lower()
        if typed != self.person.sign_in_name:
            raise ValidationError(_("That is another sign-in name. Nothing was erased."))
        return typed


class RetentionForm(forms.ModelForm):
    class Meta:
        model = RetentionRules
        fields = ("writing_years", "record_years", "invitation_days")
        error_messages: ClassVar = {
            "record_years": {"min_value": _("Write 6 years or more: the law asks for that.")},
        }


class PolicyForm(forms.Form):
    body = forms.CharField(
        label=_("The wording"),
        max_length=policies.LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": _("Write the wording.")},
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, kind: str, **options: Any) -> None:
        super().__init__(data, auto_id="%s", **options)
        self.kind = kind

    def clean_body(self) -> str:
        policies.check(self.kind, self.cleaned_data["body"])
        return str(self.cleaned_data["body"])


class CompareForm(forms.Form):
    """Two numbers of versions of one text."""

    old = forms.TypedChoiceField(label=_("The older version"), coerce=int)
    new = forms.TypedChoiceField(label=_("The newer version"), coerce=int)

    def __init__(self, data: Mapping[str, Any], numbers: list[int]) -> None:
        super().__init__(data, auto_id="%s")
        for name in ("old", "new"):
            choices = [(number, _("version %(number)s") % {"number": number}) for number in numbers]
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class ConsentsForm(forms.Form):
    """Asked by address: a state and the id of a group."""

    state = forms.ChoiceField(label=_("State"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="%s")
        self.groups = groups()
        states = [("", _("All states")), *consent_papers.STATES.items()]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["group"].choices = group_choices(self.groups)  # type: ignore[attr-defined]

    @property
    def chosen_group(self) -> Cohort | None:
        return self.groups.get(self.cleaned_data["group"])


class DisclosuresForm(NarrowingForm):
    about = PersonField(label=_("Of whom"), help_text=_("The whole sign-in name, or the id."))
    to = PersonField(label=_("To whom"), help_text=_("The whole sign-in name, or the id."))
    field_order = ("first", "last", "about", "to", "group")
    made, people = Asked, ("about", "to")
