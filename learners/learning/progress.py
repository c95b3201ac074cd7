"""The one writer of facts and state: events and the row that folds from them go into the database together or not at
all.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.prepared import Prepared, insert, quick, update
from courses.map import ModuleOutline
from learners.learning import completion, folding
from learners.models import Enrolment, LearningEvent, ModuleProgress, User
from learners.safekeeping import audit, stated

Kind = LearningEvent.Kind


# A plan has many rows and asks each only how far it is; what it does not ask for is read where it is asked for.
_FOR_ONE_MODULE = ["enrolment", "last_at", "cards_seen", "worksheet_saved_at", "attempts", "best_percent"]
_rows: Prepared[ModuleProgress] = Prepared(
    lambda enrolment: ModuleProgress.objects.filter(enrolment=enrolment).defer(*_FOR_ONE_MODULE, "completed_edition"),
    int,
)
_row: Prepared[ModuleProgress] = Prepared(
    lambda enrolment, key: ModuleProgress.objects.filter(enrolment=enrolment, module_key=key), int, UUID
)
_row_to_lock: Prepared[ModuleProgress] = Prepared(
    lambda enrolment, key: ModuleProgress.objects.select_for_update(no_key=True).filter(
        enrolment=enrolment, module_key=key
    ),
    int,
    UUID,
)


def rows_of(enrolment: Enrolment) -> dict[UUID, ModuleProgress]:
    """One query. How far the person is in each module; other columns are deferred."""
    return {row.module_key: row for row in _rows(enrolment.pk)}


def row_of(enrolment: Enrolment, module_key: UUID) -> ModuleProgress | None:
    return _row.first(enrolment.pk, module_key)


def rows_of_many(enrolments: Collection[int]) -> dict[int, dict[UUID, ModuleProgress]]:
    """Enrolment -> module key -> row. One query; which cards were seen is deferred."""
    found: dict[int, dict[UUID, ModuleProgress]] = {}
    for row in quick(ModuleProgress.objects.filter(enrolment__in=enrolments).defer("cards_seen")):
        found.setdefault(row.enrolment_id, {})[row.module_key] = row
    return found


STATE = [one for one in ModuleProgress._meta.concrete_fields if not one.primary_key]


class Recorder:
    """Collects events of one person and module, folding each at once. Made by `recording` only."""

    def __init__(
        self, enrolment: Enrolment, module_key: UUID, row: ModuleProgress | None, now: datetime, by: User | None
    ) -> None:
        self.enrolment, self.module_key, self.now, self.by = enrolment, module_key, now, by
        self.row, self.before = row, dict(row.__dict__) if row else {}
        self.events: list[LearningEvent] = []
        if row is None:
            self.add(Kind.MODULE_OPENED)

    def add(self, kind: Kind, **data: Any) -> None:
        event = LearningEvent(
            enrolment=self.enrolment, module_key=self.module_key, kind=kind, at=self.now, by=self.by, data=data
        )
        if self.row is None:
            self.row = folding.fresh(event)
        folding.apply(self.row, event)
        self.events.append(event)

    def write(self) -> None:
        """Events first, then the row that folds from them."""
        for event in self.events:
            insert(event)
        if self.row is not None and self.events:
            insert(self.row) if self.row.pk is None else update(self.row, *self._changed(self.row))

    def _changed(self, row: ModuleProgress) -> tuple[str, ...]:
        return tuple(one.name for one in STATE if self.before[one.attname] != getattr(row, one.attname))

    def complete_if_done(self, module: ModuleOutline) -> bool:
        """Add `completed` the first time that no part is left. Says whether it did."""
        if self.row is None or self.row.completed_at or not completion.is_complete(module, self.row):
            return False
        self.add(Kind.COMPLETED, edition=module.edition_id, rule=completion.RULE)
        return True


@contextmanager
def recording(enrolment: Enrolment, module_key: UUID, *, now: datetime, by: User | None = None) -> Iterator[Recorder]:
    """One transaction: lock the row, collect events, write both. Four queries, three where nothing was added."""
    with transaction.atomic(savepoint=False):
        recorder = Recorder(enrolment, module_key, _locked(enrolment, module_key), now, by)
        yield recorder
        recorder.write()


def _locked(enrolment: Enrolment, module_key: UUID) -> ModuleProgress | None:
    """The row, locked. A row that does not exist yet cannot be locked, so its enrolment is."""
    row = _row_to_lock.first(enrolment.pk, module_key)
    if row is None and transaction.get_connection().features.has_select_for_update:
        Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
        row = _row_to_lock.first(enrolment.pk, module_key)
    return row


def see_card(enrolment: Enrolment, module: ModuleOutline, card_id: str, *, now: datetime) -> ModuleProgress:
    """Record that a card was shown; the last new one finishes the cards."""
    with recording(enrolment, module.key, now=now) as recorder:
        recorder.add(Kind.CARD_SEEN, card=card_id)
        assert recorder.row is not None  # noqa: S101 — made by the first event
        if recorder.row.cards_finished_at is None and {card.id for card in module.cards} <= set(
            recorder.row.cards_seen
        ):
            recorder.add(Kind.CARDS_FINISHED, how="cards")
        recorder.complete_if_done(module)
    return recorder.row


def finish_short_version(enrolment: Enrolment, module: ModuleOutline, *, now: datetime) -> None:
    """The three-minute version counts as the cards: nobody loses credit for a hard day."""
    with recording(enrolment, module.key, now=now) as recorder:
        if recorder.row is None or recorder.row.cards_finished_at is None:
            recorder.add(Kind.CARDS_FINISHED, how="short")
        recorder.complete_if_done(module)


@transaction.atomic
def excuse(enrolment: Enrolment, module_key: UUID, *, reason: str, by: User, now: datetime) -> ModuleProgress:
    """The person need not do it; it counts as done. What is already done or excused is left as it is."""
    if not reason.strip():
        raise ValidationError(_("Say why, in a few words: the person can read it."))
    with recording(enrolment, module_key, now=now, by=by) as recorder:
        assert recorder.row is not None  # noqa: S101 — made with the recorder
        if recorder.row.completed_at is None and recorder.row.excused_at is None:
            recorder.add(Kind.EXCUSED)
            noted = audit.note("excused", by=by, now=now, enrolment=enrolment, module=str(module_key))
            stated.beside(noted, reason.strip(), enrolment.person_id)
    return recorder.row


@transaction.atomic
def undo_excuse(enrolment: Enrolment, module_key: UUID, *, by: User, now: datetime) -> bool:
    """The plan asks for it again. Says whether it was excused."""
    if row_of(enrolment, module_key) is None:
        return False
    with recording(enrolment, module_key, now=now, by=by) as recorder:
        was = recorder.row is not None and recorder.row.excused_at is not None
        if was:
            recorder.add(Kind.EXCUSE_UNDONE)
            audit.note("excuse-undone", by=by, now=now, enrolment=enrolment, module=str(module_key))
    return was


def rebuilt(events: Iterator[LearningEvent]) -> Iterator[ModuleProgress]:
    """Fold events, ordered by enrolment and id, into rows, one enrolment at a time."""
    current: int | None = None
    rows: dict[UUID, ModuleProgress] = {}
    for event in events:
        if event.enrolment_id != current:
            yield from rows.values()
            current, rows = event.enrolment_id, {}
        row = rows.setdefault(event.module_key, folding.fresh(event))
        folding.apply(row, event)
    yield from rows.values()
