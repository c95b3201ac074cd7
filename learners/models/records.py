"""What is frozen for others: certificates, and corrections of a marking key."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from learners.models.enrolments import Enrolment


class Certificate(models.Model):
    """Append-only. `sealed` is the JSON of all that stands on it, bound to this row. One that another `supersedes` is
    no longer valid; none is ever changed or deleted. `code` is what a third party can check.
    """

    reason: str  # opened by learners.safekeeping.stated

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=24, unique=True)
    sealed = models.TextField()
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )
    sealed_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.id)


class KeyCorrection(models.Model):
    """Append-only: a question of an edition had a wrong key. `right` is the answer that counts as right as well, as
    JSON in the form of that kind of question. Re-marks by it are events of their own. `reason` is about the question.
    """

    edition = models.ForeignKey("courses.Edition", on_delete=models.PROTECT, related_name="key_corrections")
    question_id = models.CharField(max_length=36)
    right = models.JSONField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.edition_id} {self.question_id}"
