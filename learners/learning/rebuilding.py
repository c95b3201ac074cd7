"""Folds all facts again and compares the outcome with the rows that pages read: a difference is a fault."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from learners.learning import progress
from learners.models import Enrolment, LearningEvent, ModuleProgress

ENROLMENTS_AT_A_TIME = 100
FIELDS = [one.attname for one in ModuleProgress._meta.concrete_fields if not one.primary_key]

Key = tuple[int, UUID]  # enrolment, module


@dataclass(frozen=True, slots=True)
class Difference:
    """`fields` are the names of those that differ; empty where a row is missing or has no event behind it."""

    enrolment: int
    module_key: UUID
    what: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"enrolment {self.enrolment}, module {self.module_key}: {self.what} {', '.join(self.fields)}".rstrip()


@dataclass(slots=True)
class _Batch:
    rows: int = 0
    differences: list[Difference] = field(default_factory=list)
    wrong: list[ModuleProgress] = field(default_factory=list)
    missing: list[ModuleProgress] = field(default_factory=list)
    unfounded: list[int] = field(default_factory=list)


def differences(*, repair: bool) -> Iterator[tuple[int, list[Difference]]]:
    """(rows, differences) of some enrolments at a time, each time in a transaction that holds their locks."""
    last = 0
    while ids := list(
        Enrolment.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:ENROLMENTS_AT_A_TIME]
    ):
        last = ids[-1]
        with transaction.atomic():
            batch = _compared(ids)
            if repair:
                _repair(batch)
        yield batch.rows, batch.differences


def _compared(ids: list[int]) -> _Batch:
    """Locks first, so that no event can come between reading the events and reading the rows."""
    list(
        Enrolment.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
    )
    locked = ModuleProgress.objects.select_for_update(no_key=True).filter(enrolment__in=ids).order_by("pk")
    stored: dict[Key, ModuleProgress] = {(row.enrolment_id, row.module_key): row for row in locked}
    events = LearningEvent.objects.filter(enrolment__in=ids).order_by("enrolment_id", "pk")
    batch = _Batch(rows=len(stored))
    for row in progress.rebuilt(events.iterator(chunk_size=1000)):
        _compare(row, stored.pop((row.enrolment_id, row.module_key), None), batch)
    for row in stored.values():
        batch.differences.append(Difference(row.enrolment_id, row.module_key, "no event behind it"))
        batch.unfounded.append(row.pk)
    return batch


def _compare(row: ModuleProgress, stored: ModuleProgress | None, batch: _Batch) -> None:
    if stored is None:
        batch.differences.append(Difference(row.enrolment_id, row.module_key, "missing"))
        batch.missing.append(row)
    elif wrong := tuple(name for name in FIELDS if getattr(row, name) != getattr(stored, name)):
        batch.differences.append(Difference(row.enrolment_id, row.module_key, "differs in", wrong))
        row.pk = stored.pk
        batch.wrong.append(row)


def _repair(batch: _Batch) -> None:
    ModuleProgress.objects.bulk_create(batch.missing)
    ModuleProgress.objects.filter(pk__in=batch.unfounded).delete()
    names: list[Any] = [one.name for one in ModuleProgress._meta.concrete_fields if not one.primary_key]
    if batch.wrong:
        ModuleProgress.objects.bulk_update(batch.wrong, names, batch_size=50)
