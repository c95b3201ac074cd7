"""Sessions of a group, and who was there."""

from datetime import date, time
from uuid import UUID

from django.utils import timezone

from courses import editions
from learners.models import Attendance, Cohort, Enrolment, GroupSession, User

HELD = GroupSession.State.HELD


def session(cohort: Cohort, day: date, *, by: User, module_key: UUID | None = None, **fields) -> GroupSession:
    """Held from 9 to 12, on the newest edition of the module."""
    edition = editions.latest(module_key) if module_key else None
    usual = {"starts_at": time(9), "ends_at": time(12), "state": HELD, "module_key": module_key, "edition": edition}
    return GroupSession.objects.create(cohort=cohort, held_on=day, by=by, **{**usual, **fields})


def mark(held: GroupSession, enrolment: Enrolment, status: str = "present", **fields) -> Attendance:
    """By whoever held it."""
    usual = {"by": held.by, "at": timezone.now()}
    return Attendance.objects.create(session=held, enrolment=enrolment, status=status, **{**usual, **fields})
