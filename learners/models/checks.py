"""What was found when the chain of the audit log was looked through."""

from django.db import models


class CheckResult(models.Model):
    """`first_bad` is the number of the first event that is not as it was written. `words` says it for people who run
    the machine, without a name.
    """

    at = models.DateTimeField(db_index=True)
    ok = models.BooleanField()
    events = models.BigIntegerField(default=0)
    first_bad = models.BigIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.ok}"
