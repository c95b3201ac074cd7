"""Append-only history of what changed about an episode: its cohort, its pathway and conditions."""

from django.conf import settings
from django.db import models

from learners.models.enrolments import Enrolment
from learners.models.programs import Cohort


class CohortMove(models.Model):
    """The person went from one cohort to another within the same episode."""

    reason: str  # opened by learners.safekeeping.stated

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="moves")
    left = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.left_id} {self.joined_id}"


class PathwayChange(models.Model):
    """What pathway and conditions were before and after."""

    reason: str  # opened by learners.safekeeping.stated

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="pathway_changes")
    pathway_before = models.CharField(max_length=16)
    conditions_before = models.JSONField(default=list)
    pathway = models.CharField(max_length=16)
    conditions = models.JSONField(default=list)
    sealed_reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.at:%Y-%m-%d}"
