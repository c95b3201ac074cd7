"""Anonymous answers in a group: a question that is open for some minutes, and what was answered, by nobody's name."""

from django.conf import settings
from django.db import models

from learners.models.sessions import GroupSession


class LiveQuestion(models.Model):
    """`salt` keeps one phone to one answer while the question is open. It is emptied when the question closes: then
    nobody can tell any more who gave which answer.
    """

    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="live_questions")
    edition = models.ForeignKey("courses.Edition", on_delete=models.PROTECT, related_name="live_questions")
    question_id = models.CharField(max_length=36)
    salt = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(closed_at__isnull=True), name="one_open_live_question"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(salt=""), name="closed_question_has_no_salt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.question_id}"


class LiveAnswer(models.Model):
    """`seat` is a keyed hash (a phone) or "paper-<number>" (a sheet that was typed in). No row points at a person."""

    question = models.ForeignKey(LiveQuestion, on_delete=models.PROTECT, related_name="answers", db_index=False)
    seat = models.CharField(max_length=64)
    answer = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "seat"], name="one_live_answer_a_seat")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.pk}"
