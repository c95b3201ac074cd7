"""What a person wrote on a worksheet: one sealed entry for each person and module, and notes kept when two devices
disagreed.
"""

from uuid import uuid4

from django.db import models

from learners.models.enrolments import Enrolment


class WorksheetEntry(models.Model):
    """`sealed` is JSON of values by field id, encrypted and bound to this row. `version` counts saves."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="entries", db_index=False)
    module_key = models.UUIDField()
    edition = models.ForeignKey("courses.Edition", on_delete=models.PROTECT, related_name="entries")
    version = models.PositiveIntegerField(default=1)
    sealed = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module_key"], name="one_entry_a_worksheet")]

    def __str__(self) -> str:
        return str(self.id)


class EntrySideNote(models.Model):
    """Text that arrived on top of a newer version: kept, never merged, never dropped."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.ForeignKey(WorksheetEntry, on_delete=models.PROTECT, related_name="side_notes")
    sealed = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
