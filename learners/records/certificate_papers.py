"""A certificate as it is shown, on a page and on paper: what was sealed in it, its code, and how to check it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms import qr
from learners.records.certificates import Facts, Shown


@dataclass(frozen=True, slots=True)
class Paper:
    """`code` is empty for a preview, which has nothing that could be checked."""

    facts: Facts
    issued_on: date
    code: str = ""

    @classmethod
    def of(cls, shown: Shown) -> "Paper":
        return cls(shown.facts, shown.certificate.issued_on, shown.certificate.code)

    @classmethod
    def preview(cls, facts: Facts, today: date) -> "Paper":
        return cls(facts, today)

    @property
    def address(self) -> str:
        """Where it is checked, as a person types it."""
        return settings.BASE_URL.rstrip("/") + reverse("certificate_check")

    @property
    def qr(self) -> SafeString:
        """The code stands behind a #, so that it is never sent as part of an address."""
        return qr.svg(f"{self.address}#{self.code}", _("QR code of the page where this certificate can be checked"))
