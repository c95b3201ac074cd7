"""Emergencies as the privacy officer reads them: who asked to see whose record, and who agreed. The deeds of
those who ask and agree stand in emergencies.py.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from learners.models import EmergencyAccess, User
from learners.safekeeping import audit


def all_of() -> QuerySet[EmergencyAccess]:
    """What nobody looked at first, then the newest. One query."""
    found = EmergencyAccess.objects.select_related("person", "enrolment__person", "enrolment__cohort", "agreed_by")
    return found.select_related("seen_by").order_by(F("seen_at").asc(nulls_first=True), "-asked_at", "-pk")


@transaction.atomic
def mark_seen(one: EmergencyAccess, *, by: User, now: datetime) -> bool:
    """False where somebody did already."""
    if not EmergencyAccess.objects.filter(pk=one.pk, seen_at=None).update(seen_at=now, seen_by=by):
        return False
    audit.note("emergency-seen", by=by, now=now, enrolment=one.enrolment, emergency=str(one.uid))
    return True
