"""The log of what was shown of a participant to a family member: the accounting is read from it (42 CFR 2.25)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.consents import Consent
from learners.models.enrolments import Enrolment


class Disclosure(models.Model):
    """Append-only, written in the transaction of the read. It says which kind of thing, never what stood in it."""

    class What(models.TextChoices):
        WEEK = "week", _("which week of the program, and its theme")
        TAKING_PART = "taking-part", _("taking part, yes or no for each week")
        WORKSHEET = "worksheet", _("a worksheet")
        PLAN = "plan", _("the own plan")

    class Form(models.TextChoices):
        PAGE = "page", _("on a page")
        PDF = "pdf", _("as a PDF")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="disclosures", db_index=False)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="disclosures")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, choices=What.choices)
    form = models.CharField(max_length=4, choices=Form.choices, default=Form.PAGE)
    module_key = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["enrolment", "at"], name="disclosures_of_a_person")]

    def __str__(self) -> str:
        return str(self.uid)
