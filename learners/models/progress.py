"""Facts and state: what happened, for ever (LearningEvent), and the row that pages read (ModuleProgress), which folds
from it.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment


class LearningEvent(models.Model):
    """Append-only: the database itself refuses to change or delete one. `by` is empty where the person acted. `data`
    holds ids and numbers, never what a person wrote.
    """

    class Kind(models.TextChoices):
        MODULE_OPENED = "module-opened", _("module opened")
        CARD_SEEN = "card-seen", _("card seen")
        CARDS_FINISHED = "cards-finished", _("cards finished")
        WORKSHEET_SAVED = "worksheet-saved", _("worksheet saved")
        WORKSHEET_FINISHED = "worksheet-finished", _("worksheet finished")
        ATTEMPT_STARTED = "attempt-started", _("check-in started")
        ATTEMPT_ANSWERED = "attempt-answered", _("question answered")
        ATTEMPT_SUBMITTED = "attempt-submitted", _("check-in handed in")
        REMARKED = "re-marked", _("check-in re-marked")
        WORKSHEET_DISCUSSED = "worksheet-discussed", _("worksheet talked about")
        EXCUSED = "excused", _("excused")
        EXCUSE_UNDONE = "excuse-undone", _("no longer excused")
        MADE_UP = "made-up", _("made up")
        COMPLETED = "completed", _("completed")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    module_key = models.UUIDField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.module_key}"


class ModuleProgress(models.Model):
    """One row for each person and module; `learners.learning.progress` alone writes it."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="progress", db_index=False)
    module_key = models.UUIDField()
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_card = models.CharField(max_length=36, blank=True)
    cards_seen = models.JSONField(default=list)
    cards_finished_at = models.DateTimeField(null=True)
    worksheet_saved_at = models.DateTimeField(null=True)
    worksheet_finished_at = models.DateTimeField(null=True)
    worksheet_discussed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    best_percent = models.PositiveSmallIntegerField(null=True)
    passed_at = models.DateTimeField(null=True)
    excused_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_edition = models.ForeignKey(
        "courses.Edition", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module_key"], name="one_progress_a_module")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.module_key}"
