"""Who may do what for whom, and who looked: grants of roles, and the append-only audit with its chain."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment
from learners.models.programs import Cohort, Program


class RoleGrant(models.Model):
    """A facilitator is granted a cohort, a program manager a program; the other roles hold for the whole site.

    An ended grant stays as history. Participants and family members are who has an enrolment of that track.
    """

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        PROGRAM_MANAGER = "program-manager", _("program manager")
        AUTHOR = "author", _("author")
        CLINICAL_REVIEWER = "clinical-reviewer", _("clinical reviewer")
        PRIVACY_OFFICER = "privacy-officer", _("privacy officer")
        OPERATOR = "operator", _("operator")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="grants", null=True, blank=True)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="grants", null=True, blank=True)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role="facilitator", cohort__isnull=False, program__isnull=True)
                | models.Q(role="program-manager", cohort__isnull=True, program__isnull=False)
                | (
                    models.Q(cohort__isnull=True, program__isnull=True)
                    & ~models.Q(role__in=["facilitator", "program-manager"])
                ),
                name="grant_names_its_scope",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class AuditEvent(models.Model):
    """Append-only: who did or read what about whom, written in the same transaction as the act. Ids only, no values.

    `about` is the person whose record it is. `reason` is a word of ours, never what somebody typed: see StatedReason.
    `digest` is the SHA-256 of all other columns (see safekeeping/audit.py).
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    action = models.CharField(max_length=40)
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+", null=True)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+", db_index=False, null=True)
    detail = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [  # however the log is narrowed, its newest lines stand side by side
            models.Index(fields=["by", "at"], name="audit_by"),
            models.Index(fields=["about", "at"], name="audit_about"),
            models.Index(fields=["action", "at"], name="audit_action"),
            models.Index(fields=["cohort", "at"], name="audit_cohort"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"


class AuditLink(models.Model):
    """Append-only, written by the database itself: the place of an event in the chain.

    `hash` is the SHA-256 of "number|before|digest of the event"; `before` is the hash of the number before it.
    """

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="link")
    before = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.number)
