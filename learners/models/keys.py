"""The data key of each person. Whoever destroys it makes all that is sealed of that person unreadable, for good."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class PersonKey(models.Model):
    """32 random bytes, sealed under the field key `wrapped_by` and bound to this row. Empty once it was destroyed.

    A sealed text names its key by `id`. The table is left out of the backups of the data and saved apart, so that a
    person who was erased cannot be read in an old backup either.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_key")
    wrapped = models.CharField(max_length=200, blank=True)
    wrapped_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["wrapped_by"], name="keys_by_field_key")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped="", destroyed_at__isnull=False)
                | (~models.Q(wrapped="") & models.Q(destroyed_at__isnull=True)),
                name="key_is_there_or_destroyed",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
