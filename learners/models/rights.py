"""Who may do what for whom, and who looked: grants of roles, and the append-only audit."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment
from learners.models.programs import Cohort, Program


class RoleGrant(models.Model):
    """A facilitator is granted a cohort, a program manager a program. An ended grant stays as history."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        PROGRAM_MANAGER = "program-manager", _("program manager")

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
                | models.Q(role="program-manager", cohort__isnull=True, program__isnull=False),
                name="grant_names_its_scope",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class FamilyLink(models.Model):
    """A family member whom a participant knows of. It shows nothing to anybody: each thing shown needs a consent of
    its own.
    """

    participant = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="family_links")
    family_member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "family_member"],
                condition=models.Q(ended_at__isnull=True),
                name="one_running_link",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.family_member_id}"


class AuditEvent(models.Model):
    """Append-only: who did or read what about whom, written in the same transaction as the act. Ids only, no values."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    action = models.CharField(max_length=40)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+", null=True)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+", null=True)
    detail = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"
