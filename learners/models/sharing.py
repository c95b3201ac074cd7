"""What a participant shows to staff, item by item. Without a running row nobody but the writer reads a sheet."""

from django.db import models

from learners.models.enrolments import Enrolment


class SharedSheet(models.Model):
    """One worksheet, shown to the facilitators of the person's cohort until `ended_at`."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="shared_sheets", db_index=False)
    module_key = models.UUIDField()
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module_key"],
                condition=models.Q(ended_at__isnull=True),
                name="one_running_share_a_sheet",
            )
        ]
        indexes = [models.Index(fields=["enrolment", "module_key"], name="shares_of_a_sheet")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.module_key}"
