"""Writes who did or read what, in the transaction of the act itself."""

import re
from datetime import datetime
from typing import Any

from learners.models import AuditEvent, Cohort, Enrolment, User

OUR_WORD = re.compile(r"[a-z][a-z0-9-]*")


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
    only, `reason` a word of ours and never what somebody typed: that is sealed, see stated.py. Call inside the
    transaction of the act.
    """
    if reason and not OUR_WORD.fullmatch(reason):
        raise ValueError("An audit event holds no typed text: seal it with stated.beside().")
    whose = about.pk if about else enrolment.person_id if enrolment else None
    return AuditEvent.objects.create(
        action=action, by=by, at=now, about_id=whose, enrolment=enrolment, cohort=cohort, reason=reason, detail=detail
    )
