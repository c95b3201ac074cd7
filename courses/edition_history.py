"""The editions of a module in their order, each with what changed in it: a door by which staff see what was edited."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from courses import edition_changes, editions, languages
from courses.edition_changes import Change
from courses.models import Edition

MOST = 60  # editions listed, the newest first


@dataclass(frozen=True)
class Cut:
    """One edition. `changes` are those since the one before it; None for the first of all."""

    id: int
    number: int
    title: str
    created_at: datetime
    published_by: str
    changes: tuple[Change, ...] | None


class Since(NamedTuple):
    """What was edited since a day. `first` and `last` are edition numbers, `began` the day of the first one."""

    first: int
    last: int
    began: date
    changes: tuple[Change, ...]
    is_new: bool  # there was no edition on that day; the first one after it stands for it


def of(module_key: UUID, language: str | None = None) -> list[Cut]:
    """The newest first. One query."""
    rows = list(_rows(module_key, language).select_related("published_by")[: MOST + 1])
    older = [*rows[1:], None]
    found = [
        Cut(
            id=row.pk,
            number=row.number,
            title=row.title,
            created_at=row.created_at,
            published_by=row.published_by.get_full_name() if row.published_by else "",
            changes=None if before is None else changes(before, row),
        )
        for row, before in zip(rows, older, strict=True)
    ]
    return found[:MOST]


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    return edition_changes.between(editions.content(before), editions.content(after))


def since(module_key: UUID, day: date) -> Since | None:
    """What people read now against what they read on that day; None for a module without editions. Two queries."""
    newest = _rows(module_key).first()
    if newest is None:
        return None
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    rows = _rows(module_key).filter(created_at__lt=start)
    then = rows.first()
    first = then or _rows(module_key).last() or newest
    began = timezone.localtime(first.created_at).date()
    return Since(first.number, newest.number, began, changes(first, newest), is_new=then is None)


def _rows(module_key: UUID, language: str | None = None) -> QuerySet[Edition]:
    return Edition.objects.filter(module_key=module_key, language=language or languages.main()).order_by("-number")
