"""Emergencies as the privacy officer reads them: who opened whose record without the right, and who agreed. Why stays
sealed under the participant's key until it is opened, which is audited.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from learners.models import EmergencyAccess, User
from learners.safekeeping import audit, person_keys
from learners.safekeeping.encryption import CannotOpen


def all_of() -> QuerySet[EmergencyAccess]:
    """What nobody looked at first, then the newest. One query."""
    found = EmergencyAccess.objects.select_related("person", "enrolment__person", "enrolment__cohort", "agreed_by")
    return found.select_related("seen_by").order_by(F("seen_at").asc(nulls_first=True), "-asked_at", "-pk")


def reason(one: EmergencyAccess) -> str:
    """Empty where the key was destroyed with the person. One query."""
    try:
        cipher = person_keys.opened(one.enrolment.person_id)
        return cipher.unseal(one.sealed_reason, bound_to=f"{one._meta.label_lower}.sealed_reason:{one.uid}")
    except CannotOpen:
        return ""


@transaction.atomic
def mark_seen(one: EmergencyAccess, *, by: User, now: datetime) -> bool:
    """False where somebody did already."""
    if not EmergencyAccess.objects.filter(pk=one.pk, seen_at=None).update(seen_at=now, seen_by=by):
        return False
    audit.note("emergency-seen", by=by, now=now, enrolment=one.enrolment, emergency=str(one.uid))
    return True
