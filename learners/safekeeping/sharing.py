"""What a participant shows to the facilitators of the own group, sheet by sheet. Private unless a row is running."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from learners.models import Enrolment, SharedSheet, User
from learners.safekeeping import audit

# --- questions ------------------------------------------------------------------------------------------------------


def running(enrolment: Enrolment, module_key: UUID) -> SharedSheet | None:
    """One query."""
    return SharedSheet.objects.filter(enrolment=enrolment, module_key=module_key, ended_at__isnull=True).first()


def of_episode(enrolment: Enrolment) -> list[SharedSheet]:
    """What is shown now, the newest first. One query."""
    return list(enrolment.shared_sheets.filter(ended_at__isnull=True).order_by("-shared_at"))


def of_person(person: User) -> list[SharedSheet]:
    """What is shown now, in any episode. One query."""
    shown = SharedSheet.objects.filter(enrolment__person=person, ended_at__isnull=True)
    return list(shown.select_related("enrolment__cohort").order_by("-shared_at"))


def ever(person: User, module_key: UUID) -> bool:
    """Whether the person shares it, or shared it once. One query."""
    return SharedSheet.objects.filter(enrolment__person=person, module_key=module_key).exists()


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def share(enrolment: Enrolment, module_key: UUID, *, now: datetime) -> SharedSheet:
    """Show it from now on. Sharing what is shared changes nothing."""
    sheet, new = SharedSheet.objects.get_or_create(
        enrolment=enrolment, module_key=module_key, ended_at=None, defaults={"shared_at": now}
    )
    if new:
        audit.note("sheet-shared", by=enrolment.person, now=now, enrolment=enrolment, module=str(module_key))
    return sheet


@transaction.atomic
def stop(person: User, module_key: UUID, *, now: datetime) -> int:
    """Show it no longer, in no episode: staff are out on their next request. Says how many rows ended."""
    shown = SharedSheet.objects.select_for_update(no_key=True).filter(
        enrolment__person=person, module_key=module_key, ended_at__isnull=True
    )
    sheets = list(shown.select_related("enrolment"))
    for sheet in sheets:
        sheet.ended_at = now
        sheet.save(update_fields=["ended_at"])
        audit.note("sheet-unshared", by=person, now=now, enrolment=sheet.enrolment, module=str(module_key))
    return len(sheets)
