"""A try at a module's check-in, pinned to the edition it started with, and its answers."""

from uuid import uuid4

from django.db import models

from learners.models.enrolments import Enrolment


class Attempt(models.Model):
    """`asks` holds the ids of the questions asked; `carried` those answered right before on the same wording; `reviews`
    the questions of other weeks that are asked again, as [edition id, question id], and count for nothing.

    Marks (`right`, `out_of`, `percent`, `passed`) are empty until it is submitted and never change afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    module_key = models.UUIDField()
    edition = models.ForeignKey("courses.Edition", on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    asks = models.JSONField()
    carried = models.JSONField(default=list)
    reviews = models.JSONField(default=list)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    out_of = models.PositiveSmallIntegerField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "module_key", "number"], name="one_attempt_a_number"),
            models.UniqueConstraint(
                fields=["enrolment", "module_key"],
                condition=models.Q(submitted_at__isnull=True),
                name="one_open_attempt",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Response(models.Model):
    """The answer to one question of one attempt; `right` is empty until the attempt is submitted.

    `answer` names options by their ids and is not sealed: no kind of question takes free text, and insights count it.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses", db_index=False)
    question_id = models.CharField(max_length=36)
    answer = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    right = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "question_id"], name="one_response_a_question")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.question_id}"


class LateAnswer(models.Model):
    """An answer that arrived after its attempt was handed in: kept beside it, never merged, never dropped."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="late_answers")
    question_id = models.CharField(max_length=36)
    answer = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.question_id}"
