"""How one event changes the progress row of its module. Pure: state is the fold of the facts, and nothing else writes
it.
"""

from collections.abc import Callable
from typing import Any

from learners.models import LearningEvent, ModuleProgress

Kind = LearningEvent.Kind


def fresh(event: LearningEvent) -> ModuleProgress:
    """The row before its first event."""
    return ModuleProgress(
        enrolment_id=event.enrolment_id, module_key=event.module_key, opened_at=event.at, last_at=event.at
    )


def apply(row: ModuleProgress, event: LearningEvent) -> None:
    """Change `row` by `event`. Events come in the order of their ids. What was earned is never taken back.

    An answer alone changes nothing, so that saving one does not touch the row. `last_at` is when the person was last
    here: what staff do does not move it.
    """
    if event.kind == Kind.ATTEMPT_ANSWERED:
        return
    if event.by_id is None:
        row.last_at = event.at
    fold = FOLDS.get(event.kind)
    if fold:
        fold(row, event)


def _card_seen(row: ModuleProgress, event: LearningEvent) -> None:
    card = event.data["card"]
    row.last_card = card
    if card not in row.cards_seen:
        row.cards_seen = [*row.cards_seen, card]


def _submitted(row: ModuleProgress, event: LearningEvent) -> None:
    row.attempts += 1
    _marked(row, event)


def _marked(row: ModuleProgress, event: LearningEvent) -> None:
    row.best_percent = max(row.best_percent or 0, event.data["percent"])
    if event.data["passed"]:
        row.passed_at = row.passed_at or event.at


def _completed(row: ModuleProgress, event: LearningEvent) -> None:
    if row.completed_at is None:
        row.completed_at = event.at
        row.completed_edition_id = event.data["edition"]


def _first(field: str) -> Callable[[ModuleProgress, LearningEvent], None]:
    def fold(row: ModuleProgress, event: LearningEvent) -> None:
        if getattr(row, field) is None:
            setattr(row, field, event.at)

    return fold


def _worksheet_saved(row: ModuleProgress, event: LearningEvent) -> None:
    row.worksheet_saved_at = event.at


def _excuse_undone(row: ModuleProgress, event: LearningEvent) -> None:
    row.excused_at = None


FOLDS: dict[str, Callable[[ModuleProgress, Any], None]] = {
    Kind.CARD_SEEN: _card_seen,
    Kind.CARDS_FINISHED: _first("cards_finished_at"),
    Kind.WORKSHEET_SAVED: _worksheet_saved,
    Kind.WORKSHEET_FINISHED: _first("worksheet_finished_at"),
    Kind.ATTEMPT_SUBMITTED: _submitted,
    Kind.REMARKED: _marked,
    Kind.WORKSHEET_DISCUSSED: _first("worksheet_discussed_at"),
    Kind.EXCUSED: _first("excused_at"),
    Kind.EXCUSE_UNDONE: _excuse_undone,
    Kind.COMPLETED: _completed,
}
