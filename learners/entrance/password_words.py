"""Passwords that say where they are used: names of the software, the site and its programs, and the demo's password."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms import site
from learners.models import Program

OURS = "groundwork psychoeducation intensive outpatient program recovery treatment therapy clinic password welcome"
OF_DEMO = "quietriverbreadwindow"
SHORTEST_WORD = 4  # letters
ENOUGH = 8  # letters that are no such word


class NotOurWords:
    """One query, whoever asks."""

    def validate(self, password: str, user: Any = None) -> None:
        letters = "".join(re.findall(r"[^\W\d_]", password.lower()))
        if settings.MODE == "production" and letters == OF_DEMO:
            raise ValidationError(_("That is the password of the demo, which everybody knows. Choose another one."))
        left = letters
        for word in sorted(_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != letters and len(left) < ENOUGH:
            said = _("That is made of names of this site or program. Choose words that nobody sees here.")
            raise ValidationError(said)

    def get_help_text(self) -> str:
        return _("Not made of the name of this site or of a program.")


def _words() -> set[str]:
    """Of the software, the address, the clinic and its programs."""
    told = [OURS, urlsplit(settings.BASE_URL).hostname or "", site.facts().program_name]
    told += Program.objects.values_list("name", flat=True)
    found = re.findall(r"[^\W\d_]+", " ".join(told).lower())
    return {word for word in found if len(word) >= SHORTEST_WORD}
