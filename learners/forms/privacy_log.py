"""What the privacy officer narrows lists by. Names are posted and become ids: none stands in an address."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learners.models import Cohort, User
from learners.privacy import audit_words
from learners.privacy.audit_log import Asked


def day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class PersonField(forms.CharField):
    """Found by the whole id, or by the whole sign-in name where `names` are taken. One query."""

    default_error_messages = {
        "nobody": _("No account has this sign-in name or id. Write it as it stands on the person's account."),
        "no-name": _("That is not an id. Look for a sign-in name with the form below."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)
        self.names = True
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    def to_python(self, value: Any) -> User | None:  # type: ignore[override]
        text = str(super().to_python(value)).strip().lower()
        if not text:
            return None
        try:
            found = User.objects.filter(uid=UUID(text)).first()
        except ValueError:
            if not self.names:
                raise ValidationError(self.error_messages["no-name"], code="no-name") from None
            found = User.objects.filter(sign_in_name=text).first()
        if found is None:
            raise ValidationError(self.error_messages["nobody"], code="nobody")
        return found

    def run_validators(self, value: Any) -> None:
        """Those of text have nothing to say about a person."""


class NarrowingForm(forms.Form):
    """Narrows a log by days, people and a group. Bound by what was posted, or by the address, with ids only."""

    first = day(_("From"))
    last = day(_("Through"))
    group = forms.ChoiceField(label=_("Group"), required=False)
    made: type[Any]  # what `asked` makes of it
    people: tuple[str, ...]  # fields of people

    def __init__(self, data: Mapping[str, Any] | None, *, posted: bool) -> None:
        super().__init__(data, auto_id="%s")
        self.groups = groups()
        self.fields["group"].choices = group_choices(self.groups)  # type: ignore[attr-defined]
        for name in self.people:
            self.fields[name].names = posted  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        check_days(said)
        return said

    @property
    def asked(self) -> Any:
        return self.made(**{**self.cleaned_data, "group": self.groups.get(self.cleaned_data["group"])})


class LogForm(NarrowingForm):
    what = forms.ChoiceField(label=_("What was done"), required=False)
    by = PersonField(label=_("By whom"), help_text=_("The whole sign-in name, or the id."))
    about = PersonField(label=_("About whom"), help_text=_("The whole sign-in name, or the id."))
    emergencies = forms.BooleanField(label=_("Emergencies only"), required=False)
    field_order = ("first", "last", "what", "by", "about", "group", "emergencies")
    made, people = Asked, ("by", "about")

    def __init__(self, data: Mapping[str, Any] | None, *, posted: bool) -> None:
        super().__init__(data, posted=posted)
        self.fields["what"].choices = audit_words.choices()  # type: ignore[attr-defined]


def check_days(said: Mapping[str, Any]) -> None:
    first, last = said.get("first"), said.get("last")
    if first and last and last < first:
        raise ValidationError({"last": _("The last day comes before the first one. Change one of them.")})


def groups() -> dict[str, Cohort]:
    """By id, those of a program together. One query."""
    found = Cohort.objects.select_related("program").order_by("program__name", "name", "pk")
    return {str(one.uid): one for one in found}


def group_choices(found: Mapping[str, Cohort]) -> list[tuple[Any, Any]]:
    by_program: dict[str, list[tuple[str, str]]] = {}
    for uid, one in found.items():
        by_program.setdefault(one.program.name, []).append((uid, one.name))
    return [("", _("All groups")), *by_program.items()]
