"""Writes who did or read what, in the transaction of the act itself. The only place that makes audit events: each
carries a digest of all that it says, and the database links it to those before (chain.py).
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from learners.models import AuditEvent, Cohort, Enrolment, User
from learners.safekeeping import chain

AT_ONCE = 1000

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
    row = event(action, by=by, now=now, about=about, enrolment=enrolment, cohort=cohort, reason=reason, **detail)
    row.save(force_insert=True)
    return row


def note_many(rows: Iterable[AuditEvent]) -> None:
    """Many at once, each made by `event`, in their order. For demo data and imports."""
    AuditEvent.objects.bulk_create(rows, batch_size=AT_ONCE)


def event(
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
    """Not stored yet: for `note_many`."""
    if reason and not OUR_WORD.fullmatch(reason):
        raise ValueError("An audit event holds no typed text: seal it with stated.beside().")
    whose = about.pk if about else enrolment.person_id if enrolment else None
    row = AuditEvent(
        action=action, by=by, at=now, about_id=whose, enrolment=enrolment, cohort=cohort, reason=reason, detail=detail
    )
    row.digest = digest_of(row)
    return row


def digest_of(row: AuditEvent) -> str:
    return chain.digest(
        at=row.at,
        by_id=row.by_id,
        action=row.action,
        about_id=row.about_id,
        enrolment_id=row.enrolment_id,
        cohort_id=row.cohort_id,
        detail=row.detail,
        reason=row.reason,
    )
