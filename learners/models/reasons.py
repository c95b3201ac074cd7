"""Why somebody did something, in typed words, where the act has no row of its own that could hold them."""

from django.conf import settings
from django.db import models

from learners.models.rights import AuditEvent


class StatedReason(models.Model):
    """Append-only, beside the audit event of the act. Sealed under the key of `owner`: the person whom the act is
    about, or who wrote it where it is about a whole group. Bound to the event.
    """

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, primary_key=True, related_name="stated")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stated_reasons")
    sealed = models.TextField()

    def __str__(self) -> str:
        return str(self.event_id)
