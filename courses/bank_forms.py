"""The forms of the bank: a file to bring in, questions to choose, a format to write."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses import labels
from courses.exchange import formats
from courses.exchange.questions import Read, Unreadable


class BringIn(forms.Form):
    """`file` at the first step; at the second the same file comes back as `held`, so that nothing is stored between."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("GIFT or Moodle XML, as Moodle's question bank exports it.")
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2 * formats.LARGEST)
    strand = forms.ChoiceField(
        label=_("Strand"),
        required=False,
        choices=[("", _("None yet")), *labels.STRANDS],
        help_text=_("Given to all of them."),
    )
    origin = forms.CharField(
        label=_("Where they come from"),
        required=False,
        max_length=120,
        help_text=_("Take in only what may be used: your own sentences, or text whose license allows it."),
    )
    read: Read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            file = self._file(cleaned)
            self.read = formats.read(file)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        cleaned["again"] = base64.b64encode(file).decode()
        return cleaned

    def _file(self, cleaned: dict[str, Any]) -> bytes:
        upload, held = cleaned.get("file"), cleaned.get("held")
        if upload is not None:
            if upload.size > formats.LARGEST:
                raise Unreadable("This file is larger than a megabyte. Export fewer questions at a time.")
            return upload.read()
        try:
            return base64.b64decode(held or "", validate=True) or _nothing()
        except binascii.Error as error:
            raise Unreadable("Choose the file again.") from error


def _nothing() -> bytes:
    raise Unreadable("Choose a file first.")


class Choose(forms.Form):
    """Some of these questions; `known` are (key, question)."""

    chosen = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick at least one question.")}
    )

    def __init__(self, *args: Any, known: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = known  # type: ignore[attr-defined]


class WriteOut(Choose):
    format = forms.ChoiceField(
        label=_("Format"), choices=[(key, one.name) for key, one in formats.FORMATS.items()], initial="moodle-xml"
    )
