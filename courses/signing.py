"""How a clinician signs a module: the forms of the review step, and the signature on a version of the page.

Which text a signature stands for is kept by `courses.clinical_reviews`.
"""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

MAY_SIGN: Final = "courses.review_modulepage"  # the permission
MOST_NAME: Final = 90  # characters, as the field of the page


def in_a_year() -> date:
    today = timezone.localdate()
    return today.replace(year=today.year + 1, day=28 if (today.month, today.day) == (2, 29) else today.day)


class SignForm(forms.Form):
    credentials = forms.CharField(
        label=_("Credentials"),
        required=False,
        max_length=30,
        help_text=_("They stand behind your name, such as LCSW or MD. Your name and today's date are added."),
    )
    next_review_on = forms.DateField(
        label=_("Next review on"),
        initial=in_a_year,
        widget=AdminDateInput(),
        help_text=_("When a clinician should look at it again. A year is usual."),
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For the author. You may leave it empty."),
    )

    def clean_next_review_on(self) -> date:
        day: date = self.cleaned_data["next_review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class ChangesForm(forms.Form):
    comment = forms.CharField(
        label=_("What should change"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The author reads it. Say where, what and why."),
    )


def signature(person: Any, credentials: str = "") -> str:
    """The name as it stands on the account, with credentials."""
    end = f", {credentials.strip()}" if credentials.strip() else ""
    return f"{person.get_full_name()[: MOST_NAME - len(end)]}{end}"


def sign(page: Any, *, by: Any, credentials: str, on: date, next_on: date) -> Any:
    """Put the signature on the newest version of the page, as a version of its own; return that. Publishes nothing."""
    page.refresh_from_db(fields=["latest_revision"])
    signed = page.get_latest_revision_as_object()
    signed.reviewer = signature(by, credentials)
    signed.reviewed_on, signed.next_review_on = on, next_on
    page.latest_revision = signed.save_revision(user=by, clean=False, log_action=True)
    return page.latest_revision
