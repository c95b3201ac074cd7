"""Editions: the wall between editing and records. Questions first, then the one deed."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from courses import freezing, frozen, languages
from courses.frozen import EditionContent
from courses.models import Edition, ModulePage

TRIES = 5

# --- questions ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def get(edition_id: int) -> Edition:
    """One query the first time in a process, then none: an edition never changes. Raises Edition.DoesNotExist."""
    return Edition.objects.get(pk=edition_id)


def many(edition_ids: Iterable[int]) -> dict[int, Edition]:
    """By id, for records that hold many different ones. One query, whatever the number."""
    return Edition.objects.in_bulk(set(edition_ids))


def content(edition: Edition) -> EditionContent:
    """What the module was. Parsed once for each Edition in memory, so ask with one that `get` returned."""
    held = edition.__dict__.get("_read")
    if held is None:
        held = edition.__dict__["_read"] = frozen.read(edition.content)
    return held


def latest(module_key: UUID, language: str | None = None) -> Edition | None:
    """The newest edition in a language, the main one if not said; None where it was never published. One query."""
    editions = Edition.objects.filter(module_key=module_key, language=language or languages.main())
    return editions.order_by("-number").first()


def in_use(*module_keys: UUID) -> bool:
    """Whether any record anywhere depends on an edition of these modules. One query for each kind of record."""
    return any(records.filter(**{f"{field}__module_key__in": module_keys}).exists() for records, field in _records())


def _records() -> list[tuple[models.QuerySet, str]]:
    """Everything that holds on to editions with PROTECT, whichever app it belongs to."""
    return [
        (relation.related_model._base_manager.all(), relation.field.name)
        for relation in Edition._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT
    ]


# --- the deed -------------------------------------------------------------------------------------------------------


def cut(page: ModulePage, by: Any = None) -> Edition:
    """Freeze the page as it stands, unless the newest edition says the same; return the newest.

    Two processes that publish at once get two numbers: the second one tries again.
    """
    content = freezing.freeze(page)
    checksum = freezing.checksum(content)
    for _ in range(TRIES):
        newest = latest(page.translation_key, content["language"])
        if newest is not None and newest.checksum == checksum:
            return newest
        try:
            with transaction.atomic():
                return Edition.objects.create(
                    module_key=page.translation_key,
                    number=newest.number + 1 if newest else 1,
                    checksum=checksum,
                    content=content,
                    language=content["language"],
                    title=page.title,
                    published_by=by,
                )
        except IntegrityError:
            continue
    raise RuntimeError(f"No number was free for an edition of {page.translation_key}.")
