"""The clinical review: the step of a workflow in which a clinician signs a module, and which text was signed."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from courses import signing

APPROVE, REJECT = "approve", "reject"


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """Approving writes the name, today and the day of the next review into the version that is then published."""

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A clinician signs a module with name and date, and says when it should be looked at again."))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Always with the form: nothing is signed or sent back without its words. Wagtail adds “and publish”."""
        if not self.user_can_access_editor(obj, user):
            return []
        return [(APPROVE, _("Sign"), True), (REJECT, _("Ask for changes"), True)]

    def get_form_for_action(self, action: str) -> Any:
        return signing.SignForm if action == APPROVE else signing.ChangesForm

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **given: Any) -> Any:
        """What comes from the editor's form is checked once more: it travelled through the browser."""
        form = self.get_form_for_action(action_name)(given)
        if not form.is_valid():
            raise BadRequest("A clinical review needs a day for the next one, and a request for changes its words.")
        if action_name == APPROVE:
            signing.sign(
                task_state.workflow_state.content_object,
                by=user,
                credentials=form.cleaned_data["credentials"],
                on=timezone.localdate(),
                next_on=form.cleaned_data["next_review_on"],
            )
        return super().on_action(task_state, user, action_name, comment=form.cleaned_data["comment"])


class ReviewedText(models.Model):
    """Of a published module with a review: the checksum of what was published when that review first appeared.

    `changed_on` is the first day on which something else was published under the same review.
    """

    module_key = models.UUIDField()
    language = models.CharField(max_length=20)
    reviewer = models.CharField(max_length=90)
    reviewed_on = models.DateField()
    checksum = models.CharField(max_length=64)
    changed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module_key", "language"], name="one_reviewed_text_a_module")]

    def __str__(self) -> str:
        return f"{self.reviewer}, {self.reviewed_on}"
