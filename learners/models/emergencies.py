"""Breaking the glass: a member of staff sees one person's record in an emergency, for an hour, with a second person."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from learners.models.enrolments import Enrolment


class EmergencyAccess(models.Model):
    """Opens nothing until somebody else has agreed (`agreed_at`), then the one record until `until`.

    `sealed_reason` is under the participant's key and bound to this row.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="emergencies")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="emergencies")
    sealed_reason = models.TextField()
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True, until__isnull=True)
                | models.Q(agreed_by__isnull=False, until__isnull=False) & ~models.Q(agreed_by=models.F("person")),
                name="a_second_person_agreed",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)
