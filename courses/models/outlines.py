"""The token of today's curriculum: one row, new with each publication, by which a process knows its copy is old."""

import secrets

from django.db import models


class OutlineVersion(models.Model):
    """Random, not counted: a version that was rolled back never comes again with another content."""

    ONLY = 1
    token = models.CharField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_outline_version")]

    def __str__(self) -> str:
        return self.token

    @classmethod
    def change(cls) -> None:
        """Make all copies old, once the running transaction commits."""
        cls.objects.update_or_create(pk=cls.ONLY, defaults={"token": secrets.token_hex(8)})
