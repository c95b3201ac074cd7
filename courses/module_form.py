"""The form of a module page: inputs for its lists, and checks that need the whole page. A draft may be unfinished."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses import labels, vocabulary

CODE = re.compile(r"[a-z][a-z0-9]{0,11}")
CODE_ADVICE = _("A code is a small letter and then letters and digits, at most 12 in all, such as p02.")


class CodesField(forms.CharField):
    """A list of codes, written with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [code for code in re.split(r"[,\s]+", value or "") if code]

    def validate(self, value: Any) -> None:
        for code in value:
            if not CODE.fullmatch(code):
                raise forms.ValidationError(CODE_ADVICE)

    def run_validators(self, value: Any) -> None:
        """The length of a text means nothing for a list."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)


class ModuleForm(WagtailAdminPageForm):
    required_for = forms.MultipleChoiceField(
        label=_("Required for"),
        choices=labels.PATHWAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pathways on which everybody takes it. None for an elective or a family module."),
    )
    pairs_with = CodesField(
        label=_("Pairs with"),
        required=False,
        help_text=_("For a family module: codes of the required modules of the week, such as p01, p02."),
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if code and not CODE.fullmatch(code):
            raise forms.ValidationError(CODE_ADVICE)
        if code and self._others().filter(code=code).exists():
            raise forms.ValidationError(_("Another module of this program has this code."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, message in (*_for_whom(cleaned), *_unknown(cleaned)):
                self.add_error(field, message)
        return cleaned

    def _post_clean(self) -> None:
        """Say to the page whether it is to be published; where a field is wrong already, that is enough to mend."""
        self.instance.must_be_whole = not self.is_deferred_validation and not self.errors
        super()._post_clean()

    def _others(self) -> Any:
        program = self.parent_page.get_parent()
        modules = apps.get_model("courses", "ModulePage").objects.descendant_of(program)
        return modules.exclude(pk=self.instance.pk) if self.instance.pk else modules


def _for_whom(cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """A module is required on a pathway, or an elective for a condition, or it is for families."""
    required, elective = cleaned.get("required_for"), cleaned.get("elective_for")
    if cleaned.get("audience") == vocabulary.FAMILY:
        if required or elective:
            yield (
                "required_for" if required else "elective_for",
                _("A family module is required for no pathway and elective for no condition."),
            )
    elif cleaned.get("pairs_with"):
        yield "pairs_with", _("Only a family module pairs with others.")
    elif bool(required) == bool(elective):
        yield (
            "required_for",
            _("Choose either pathways for which it is required, or a condition for which it is an elective."),
        )


def _unknown(cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What questions, guide and sources refer to must be there. Two queries."""
    cards = {card.id for card in cleaned.get("cards") or ()}
    questions = list(cleaned.get("quiz") or ())
    if any(question.value["card"] not in cards | {""} for question in questions):
        yield "quiz", _("A question points at a card that is no longer there. Choose its card again.")
    if missing := _missing("Misconception", "key", _keys(questions)):
        yield "quiz", _("These misconceptions do not exist any more: %(keys)s.") % {"keys": ", ".join(missing)}
    if missing := _missing("Source", "code", (source.value for source in cleaned.get("sources") or ())):
        yield "sources", _("These sources do not exist any more: %(keys)s.") % {"keys": ", ".join(missing)}


def _keys(questions: Iterable[Any]) -> Iterator[str]:
    for question in questions:
        yield question.value.get("misconception", "")
        yield from (option["misconception"] for option in question.value.get("options", ()))


def _missing(model: str, field: str, wanted: Iterable[str]) -> list[str]:
    keys = {key for key in wanted if key}
    known = apps.get_model("courses", model).objects.filter(**{f"{field}__in": keys}).values_list(field, flat=True)
    return sorted(keys - set(known)) if keys else []
