"""An edition: a published module, frozen. Records of learners hang on it, so it never changes and never goes away."""

import secrets
from typing import Any, NoReturn

from django.conf import settings
from django.db import models


def new_id() -> int:
    """Random, so that an id never stands for two texts: what a process has read of an edition it may keep."""
    return secrets.randbits(52)


class Frozen(TypeError):
    """Something tried to change or delete an edition."""


class EditionQuerySet(models.QuerySet["Edition"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen("Editions are not updated: publish the module again to cut a new one.")

    def delete(self) -> NoReturn:
        raise Frozen("Editions are not deleted: records of learners depend on them.")


class Edition(models.Model):
    """`content` is our own JSON with a schema number; read it through `courses.editions.content` only.

    Triggers in the database refuse changes as well, save that `published_by` is emptied when that account goes.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    module_key = models.UUIDField()
    number = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    content = models.JSONField()
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module_key", "language", "number"], name="one_edition_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("An edition is written once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen("Editions are not deleted: records of learners depend on them.")
