"""Walks the whole audit chain and names the first row that is not as it was written. Reads only, in constant memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cms import append_only
from learners.models import AuditEvent, AuditLink
from learners.safekeeping import audit, chain
from learners.safekeeping.checkpoints import Checkpoint

AT_ONCE = 2000
UNREADABLE = (ValueError, TypeError, AttributeError)  # what a column that was filled by hand may lead to


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is wrong: the number in the chain, the event where it is known, and what."""

    number: int
    event: int | None
    what: str

    def __str__(self) -> str:
        event = f" (event {self.event})" if self.event else ""
        return f"Number {self.number}{event}: {self.what}"


@dataclass(frozen=True, slots=True)
class Walked:
    links: int
    checkpoints: int
    bad: Bad | None


def walk(marks: Iterable[Checkpoint] = ()) -> Walked:
    """About 15 seconds for a million events. The chain may grow meanwhile."""
    signed = {mark.number: mark for mark in marks}
    before, number, agreed = "", 0, 0
    for link, event in _pairs():
        mark = signed.get(link.number)
        bad = _wrong(link, event, number, before) or _disagrees(link, mark, agreed)
        if bad:
            return Walked(number, len(signed), bad)
        before, number, agreed = link.hash, link.number, mark.number if mark else agreed
    return Walked(number, len(signed), _cut(number, signed) or _unlinked(number) or _unguarded(number))


def _wrong(link: AuditLink, event: AuditEvent | None, number: int, before: str) -> Bad | None:
    """In the order in which one mistake would show as another."""
    if link.number != number + 1:
        return Bad(number + 1, None, "the link is missing.")
    if link.before != before:
        return Bad(link.number, link.event_id, "the link does not follow the one before it.")
    if event is None:
        return Bad(link.number, link.event_id, "the event is missing.")
    if not _is_as_written(event):
        return Bad(link.number, event.pk, "the event was changed.")
    if link.hash != chain.link_hash(link.number, before, event.digest):
        return Bad(link.number, event.pk, "the link was changed, or stands for another event.")
    return None


def _is_as_written(event: AuditEvent) -> bool:
    try:
        return event.digest == audit.digest_of(event)
    except UNREADABLE:
        return False


def _disagrees(link: AuditLink, mark: Checkpoint | None, agreed: int) -> Bad | None:
    if mark is None or mark.hash == link.hash:
        return None
    since = (
        f"the chain was written anew, somewhere after number {agreed}: the checkpoint of {mark.at} has another hash."
    )
    return Bad(link.number, link.event_id, since)


def _cut(number: int, signed: dict[int, Checkpoint]) -> Bad | None:
    newest = max(signed, default=0)
    if newest <= number:
        return None
    return Bad(number + 1, None, f"the end was cut off: the checkpoint of {signed[newest].at} goes to number {newest}.")


def _unlinked(number: int) -> Bad | None:
    event = AuditEvent.objects.filter(link=None).order_by("pk").values_list("pk", flat=True).first()
    return Bad(number + 1, event, "the event has no link: it was put in past the chain.") if event else None


def _unguarded(number: int) -> Bad | None:
    guarded = {chain.EVENTS, chain.LINKS} <= set(append_only.tables(connection)) and chain.is_installed(connection)
    return None if guarded else Bad(number + 1, None, "the guards of the tables are missing: what comes is not safe.")


def _pairs() -> Iterator[tuple[AuditLink, AuditEvent | None]]:
    newest = 0
    while some := list(AuditLink.objects.filter(number__gt=newest).order_by("number")[:AT_ONCE]):
        newest = some[-1].number
        events = _events([link.event_id for link in some])
        yield from ((link, events.get(link.event_id)) for link in some)


def _events(ids: list[int]) -> dict[int, Any]:
    """Where one cannot be read, one by one: that one was changed, too."""
    try:
        return AuditEvent.objects.in_bulk(ids)
    except UNREADABLE:
        return {one: _one(one) for one in ids}


def _one(event: int) -> AuditEvent | None:
    try:
        return AuditEvent.objects.filter(pk=event).first()
    except UNREADABLE:
        return AuditEvent(pk=event)
