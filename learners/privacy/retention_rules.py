"""Setting how long the clinic keeps what it may or must keep, and who did. What holds now: retention.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from learners.models import AuditEvent, RetentionRules, User
from learners.safekeeping import audit

NUMBERS = ("writing_years", "record_years", "invitation_days")


def history() -> list[AuditEvent]:
    """Each change, the newest first. One query."""
    return list(AuditEvent.objects.filter(action="retention-set").select_related("by").order_by("-pk")[:50])


@transaction.atomic
def change(numbers: Mapping[str, Any], *, by: User, now: datetime) -> bool:
    """False where it is so already. Raises ValidationError where the law asks for more."""
    rules = RetentionRules.objects.select_for_update(no_key=True).order_by("pk").first() or RetentionRules()
    before = {name: getattr(rules, name) for name in NUMBERS}
    for name in NUMBERS:
        setattr(rules, name, int(numbers[name]))
    rules.full_clean(exclude=["changed_by"])
    after = {name: getattr(rules, name) for name in NUMBERS}
    if rules.pk and before == after:
        return False
    rules.changed_at, rules.changed_by = now, by
    rules.save()
    audit.note("retention-set", by=by, now=now, before=before, after=after)
    return True
