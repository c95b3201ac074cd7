"""Writes who did or read what, in the transaction of the act itself."""

from datetime import datetime
from typing import Any

from learners.models import AuditEvent, Cohort, Enrolment, User


def note(
    action: str,
    *,
    by: User | None,
    now: datetime,
    enrolment: Enrolment | None = None,
    cohort: Cohort | None = None,
    reason: str = "",
    **detail: Any,
) -> AuditEvent:
    """`detail` holds ids, dates and numbers only. Call inside the transaction of the act."""
    return AuditEvent.objects.create(
        action=action, by=by, at=now, enrolment=enrolment, cohort=cohort, reason=reason, detail=detail
    )
