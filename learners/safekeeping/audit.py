"""Writes who did or read what, in the transaction of the act itself."""

from datetime import datetime
from typing import Any

from learners.models import AuditEvent, Cohort, Enrolment, User


def note(
    action: str,
    *,
    by: User | None,
    now: datetime,
    about: User | None = None,
    enrolment: Enrolment | None = None,
    cohort: Cohort | None = None,
    reason: str = "",
    **detail: Any,
) -> AuditEvent:
    """`about` is whose record it is, by default the person of the enrolment. `detail` holds ids, dates and numbers
    only. Call inside the transaction of the act.
    """
    whose = about.pk if about else enrolment.person_id if enrolment else None
    return AuditEvent.objects.create(
        action=action, by=by, at=now, about_id=whose, enrolment=enrolment, cohort=cohort, reason=reason, detail=detail
    )
