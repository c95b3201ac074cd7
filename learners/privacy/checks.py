"""What was found when the chain of the audit log was looked through, and looking through it once more."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from learners.models import AuditLink, CheckResult, User
from learners.safekeeping import audit, checkpoints, verifying
from learners.safekeeping.checkpoints import Checkpoint, Unusable

WHILE_YOU_WAIT = 100_000  # events: about two seconds; a longer chain is left to the tick
DAY = timedelta(days=1)
SHOWN = 30
log = logging.getLogger(__name__)


# --- questions ------------------------------------------------------------------------------------------------------


def last() -> CheckResult | None:
    """One query."""
    return CheckResult.objects.order_by("-at", "-pk").first()


def newest() -> list[CheckResult]:
    """The last thirty. One query."""
    return list(CheckResult.objects.order_by("-at", "-pk")[:SHOWN])


def length() -> int:
    """The number of the newest event in the chain. One query."""
    return AuditLink.objects.order_by("-number").values_list("number", flat=True).first() or 0


# --- deeds ----------------------------------------------------------------------------------------------------------


def run_now(*, by: User, now: datetime) -> CheckResult | None:
    """None where the chain is too long to wait for."""
    if length() > WHILE_YOU_WAIT:
        return None
    found = look_through(now=now)
    with transaction.atomic():
        audit.note("audit-checked", by=by, now=now, number=found.events)
    return found


def check_due(now: datetime) -> int:
    """Once a day, for the tick. Returns how many were made."""
    before = last()
    if before is not None and now - DAY < before.at <= now:
        return 0
    found = look_through(now=now)
    if not found.ok:
        log.error(
            "The audit log is not as it was written, from number %s on. Run: manage.py audit_verify", found.first_bad
        )
    return 1


def look_through(*, now: datetime) -> CheckResult:
    """The whole chain, outside of a transaction, and keep what was found. Some 15 seconds for a million events."""
    try:
        walked = verifying.walk(_marks())
    except Unusable as error:
        return CheckResult.objects.create(at=now, ok=False, events=length(), words=str(error))
    bad = walked.bad
    return CheckResult.objects.create(
        at=now, ok=bad is None, events=walked.links, first_bad=bad.number if bad else None, words=str(bad or "")
    )


def _marks() -> list[Checkpoint]:
    """Those in this machine's own file. Raises Unusable."""
    path = Path(settings.AUDIT_CHECKPOINTS)
    return list(checkpoints.read(path, [checkpoints.public_key()])) if path.exists() else []
