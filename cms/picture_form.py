"""The form by which pictures come into the library: nothing without a description, nothing that tells a place."""

from pathlib import PurePosixPath
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from cms import pictures

FEWEST_WORDS: Final = 3
EMPTY: Final = ("image", "picture", "photo", "untitled", "img", "dsc", "screenshot")


class PictureForm(BaseImageForm):
    """Wagtail's form of an image, for everybody who uploads or edits one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            was = self.fields["file"]
            self.fields["file"] = pictures.PictureField(label=was.label, required=was.required, widget=was.widget)
        if "description" in self.fields:
            self.fields["description"] = forms.CharField(
                label=_("Description"),
                max_length=255,
                widget=forms.Textarea({"rows": 2}),
                help_text=_("What somebody who does not see the picture should know of it, in a sentence."),
            )

    def clean_description(self) -> str:
        words = self.cleaned_data["description"].strip()
        if len(words.split()) < FEWEST_WORDS or words.lower().split()[0].strip(".:") in EMPTY:
            raise ValidationError(_("Say in a sentence what the picture shows, without “picture of”."))
        return words

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return pictures.bare(file) if file and "file" in self.changed_data else file

    def save(self, commit: bool = True) -> Any:
        """Of several uploads at once Wagtail stores each before this form sees it: those are made bare here."""
        if "file" not in self.fields and self.instance._state.adding and self.instance.file:
            self._make_bare()
        return super().save(commit=commit)

    def _make_bare(self) -> None:
        stored = self.instance.file
        with stored.storage.open(stored.name) as file:
            cleaned = pictures.bare(file)
        stored.storage.delete(stored.name)
        stored.save(PurePosixPath(stored.name).name, cleaned, save=False)
        self.instance._set_image_file_metadata()
