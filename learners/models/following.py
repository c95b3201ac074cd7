"""What staff write down about a person: sealed notes, reviews of progress, and corrected minutes."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment


class StaffNote(models.Model):
    """Append-only and sealed, bound to this row. The facilitators of the person's cohort read it, nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="staff_notes")
    sealed = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class ProgressReview(models.Model):
    """A day on which a person's progress is to be looked at with the person. One is open at a time."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField(_("review on"))
    done_on = models.DateField(_("reviewed on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=models.Q(done_on__isnull=True), name="one_open_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.due_on}"


class MinutesCorrection(models.Model):
    """Append-only: what staff say about a person's online minutes of one local day, in place of the estimate.

    The newest of a day counts.
    """

    reason: str  # opened by learners.safekeeping.stated

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="minutes_corrections")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    sealed_reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day}"
