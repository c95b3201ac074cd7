"""What was found when the chain of the audit log was looked through, and looking through it once more."""

from datetime import datetime

from learners.models import AuditLink, CheckResult, User
from learners.safekeeping import audit

WHILE_YOU_WAIT = 100_000  # events: about two seconds; a longer chain is left to the tick
KEPT = 30


# --- questions ------------------------------------------------------------------------------------------------------


def last() -> CheckResult | None:
    """One query."""
    return CheckResult.objects.order_by("-at", "-pk").first()


def newest() -> list[CheckResult]:
    """The last thirty. One query."""
    return list(CheckResult.objects.order_by("-at", "-pk")[:KEPT])


def length() -> int:
    """The number of the newest event in the chain. One query."""
    return AuditLink.objects.order_by("-number").values_list("number", flat=True).first() or 0


# --- deeds ----------------------------------------------------------------------------------------------------------


def run_now(*, by: User, now: datetime) -> CheckResult | None:
    """None where the chain is too long to wait for."""
    if length() > WHILE_YOU_WAIT:
        return None
    found = look_through(now=now)
    audit.note("audit-checked", by=by, now=now, number=found.events)
    return found


def look_through(*, now: datetime) -> CheckResult:
    """The whole chain, and keep what was found."""
    return CheckResult.objects.create(at=now, ok=True, events=length())
