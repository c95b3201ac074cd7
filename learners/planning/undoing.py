"""Taking back what staff changed about a plan, as long as nothing was opened because of it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.learning import progress
from learners.models import Enrolment, User
from learners.people import enrolments, pathways
from learners.planning import assigned, pauses, plan_changes, plan_history
from learners.planning.assigned import PersonPlan
from learners.planning.plan_history import Entry
from learners.safekeeping import audit

# --- questions ------------------------------------------------------------------------------------------------------


def refusal(mine: PersonPlan, entry: Entry) -> str:
    """Why it cannot be taken back, in words; empty where it can, and where there is nothing to take back."""
    if entry.over:
        return entry.over
    if entry.undo and mine.enrolment.ended_on is not None:
        return _("This episode has ended.")
    if entry.without is None or not entry.undo:
        return ""
    opened = plan_changes.opened_because(mine, entry.without, entry.at)
    if not opened:
        return ""
    titles = ", ".join(row.module.title for row in opened)
    return _("Something was opened since, and stays open: %(titles)s.") % {"titles": titles}


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(enrolment: Enrolment, what: str, *, by: User, now: datetime) -> Entry:
    """Take back the entry of the history that is named `what`. Raises ValidationError with the reason why not."""
    Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
    mine = assigned.in_full(enrolment, now=now)
    entry = next((one for one in plan_history.of(mine) if what and one.undo == what), None)
    if entry is None:
        raise ValidationError(_("That was taken back already, or another change came after it."))
    if why_not := refusal(mine, entry):
        raise ValidationError(why_not)
    kind, _colon, name = what.partition(":")
    UNDO[kind](enrolment, entry, name, by, now)
    return entry


def _change(enrolment: Enrolment, entry: Entry, name: str, by: User, now: datetime) -> None:
    assert entry.module_key is not None  # noqa: S101 — a change is about a module
    enrolments.undo_change(enrolment, entry.module_key, by=by, now=now)


def _pause(enrolment: Enrolment, entry: Entry, name: str, by: User, now: datetime) -> None:
    pauses.take_back(enrolment.pauses.get(pk=int(name)), by=by, now=now)


def _open_week(enrolment: Enrolment, entry: Entry, name: str, by: User, now: datetime) -> None:
    assert entry.without is not None  # noqa: S101
    enrolment.open_through_week = entry.without.open_through_week
    enrolment.save(update_fields=["open_through_week"])
    audit.note("open-through-undone", by=by, now=now, enrolment=enrolment, week=enrolment.open_through_week)


def _excuse(enrolment: Enrolment, entry: Entry, name: str, by: User, now: datetime) -> None:
    progress.undo_excuse(enrolment, UUID(name), by=by, now=now)


def _pathway(enrolment: Enrolment, entry: Entry, name: str, by: User, now: datetime) -> None:
    """History is not unwritten: it is changed back."""
    assert entry.without is not None  # noqa: S101
    pathway, conditions = entry.without.pathway or "", entry.without.conditions
    pathways.change_pathway(enrolment, pathway, conditions, reason=_("Changed back."), by=by, now=now)


UNDO: dict[str, Callable[[Enrolment, Entry, str, User, datetime], None]] = {
    "change": _change,
    "pause": _pause,
    "open-week": _open_week,
    "excuse": _excuse,
    "pathway": _pathway,
}
