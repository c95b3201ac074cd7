"""What the privacy officer sets and decides: versions of legal texts, how long things are kept, requests of people."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyVersion(models.Model):
    """Append-only: one wording of a legal text. A consent points at the wording that stood on the page."""

    class Kind(models.TextChoices):
        FAMILY_CONSENT = "family-consent", _("consent to share with a family member")
        REDISCLOSURE = "redisclosure", _("notice beside what is shared")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12, default="en")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "number"], name="one_policy_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class RetentionRules(models.Model):
    """One row. How long the clinic keeps what it may or must keep; the law's own minimum cannot be undercut."""

    writing_years = models.PositiveSmallIntegerField(
        _("worksheets and notes: keep for"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Years after a person's last program ended. Then the person is listed for erasure."),
    )
    record_years = models.PositiveSmallIntegerField(
        _("education records, consents and logs: keep for"),
        default=6,
        validators=[MinValueValidator(6), MaxValueValidator(30)],
        help_text=_("Years. HIPAA asks for six years at least (45 CFR 164.316), your state may ask for more."),
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("used and expired codes: keep for"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        help_text=_("Days."),
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )

    class Meta:
        verbose_name = _("retention rules")
        verbose_name_plural = _("retention rules")

    def __str__(self) -> str:
        return str(self.pk)


class PrivacyRequest(models.Model):
    """A person asks for the own data, for erasure, a correction or a restriction.

    `sealed_words`, `sealed_answer` and `sealed_delay` are under the person's key. `due_on` is 30 days after it was
    made, and 30 days later where the person was told once why it takes longer (`delayed_at`).
    """

    class Kind(models.TextChoices):
        EXPORT = "export", _("a copy of my data")
        ERASE = "erase", _("erase my data")
        RESTRICT = "restrict", _("let fewer people see my data")
        CORRECT = "correct", _("correct something")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="privacy_requests")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    sealed_words = models.TextField(blank=True)
    sealed_answer = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    delayed_at = models.DateTimeField(null=True, blank=True)
    sealed_delay = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(state="open"), name="one_open_request_a_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
