"""Written consent to show something of one participant to one named person (42 CFR 2.31), and its end."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.families import FamilyLink
from learners.models.policies import PolicyVersion


class Consent(models.Model):
    """Append-only: what a participant signed. `sealed` is the JSON of all nine elements and the words that stood on the
    page, under the participant's key and bound to this row; `sha256` is of that JSON.

    Scopes are off unless they are on. It stands through `expires_on` (a local day of the participant's cohort; empty:
    through the end of the program), unless a ConsentEnd says otherwise. A change of scopes is a new consent that
    `replaces` this one.
    """

    class Purpose(models.TextChoices):
        MY_REQUEST = "my-request", _("because I ask for it")
        SUPPORT = "support", _("so that this person can support me")
        HOME = "home", _("so that we can talk about it at home")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link = models.ForeignKey(FamilyLink, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="consents", db_index=False)
    shows_week = models.BooleanField(default=False)
    shows_taking_part = models.BooleanField(default=False)
    shows_items = models.BooleanField(default=False)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    expires_on = models.DateField(null=True, blank=True)
    sealed = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_on = models.DateField()
    signed_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shows_week=True) | models.Q(shows_taking_part=True) | models.Q(shows_items=True),
                name="consent_shows_something",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ConsentEnd(models.Model):
    """Append-only: a consent stands no longer. One row at most; what was shown before stays in the log."""

    class How(models.TextChoices):
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced by a newer one")
        EXPIRED = "expired", _("expired")
        DECLINED = "declined", _("declined by the other person")
        LINK_ENDED = "link-ended", _("the connection ended")
        ERASED = "erased", _("the account was erased")

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="end")
    how = models.CharField(max_length=12, choices=How.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )

    def __str__(self) -> str:
        return f"{self.consent_id} {self.how}"


class ConsentCheck(models.Model):
    """Append-only: a member of staff looked at a consent together with the person. Nobody signs for somebody else."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "by"], name="one_check_each")]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.by_id}"
