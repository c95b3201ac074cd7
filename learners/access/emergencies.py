"""Who may see one record in an emergency, who may agree to it, and until when. Asked afresh on every request."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from learners.access.asking import Refused, allowed
from learners.access.privacy import can_keep_privacy
from learners.access.staff import can_facilitate, check_can_facilitate
from learners.models import Attempt, EmergencyAccess, User
from learners.people import roles

TO_AGREE = timedelta(minutes=15)


def asks_for(person: User, now: datetime) -> QuerySet[EmergencyAccess]:
    """Asks of others that this person may agree to: of the own groups and programs, all for a privacy officer."""
    asked = _of_the_living().filter(agreed_at=None, ended_at=None, asked_at__gt=now - TO_AGREE, asked_at__lte=now)
    mine = asked.exclude(person=person).exclude(enrolment__person=person)
    return mine if can_keep_privacy(person) else mine.filter(enrolment__cohort__in=roles.followed_cohorts(person))


def open_for(person: User, now: datetime) -> QuerySet[EmergencyAccess]:
    """What this person asked for and may read now."""
    return _open(now).filter(person=person)


def agreed_by(person: User, now: datetime) -> QuerySet[EmergencyAccess]:
    """What is open because this person agreed."""
    return _open(now).filter(agreed_by=person)


def check_can_agree_somewhere(person: User) -> None:
    """Could be the second person: a facilitator, a program manager or a privacy officer."""
    if not can_facilitate(person) and not can_keep_privacy(person):
        raise Refused(_("This page is for staff who follow groups, and for the privacy officer."))


def can_agree_somewhere(person: User) -> bool:
    return allowed(check_can_agree_somewhere, person)


def check_can_agree(person: User, emergency_uid: UUID, *, now: datetime) -> EmergencyAccess:
    """An ask that waits for this person, of somebody who still has the role to ask."""
    check_can_agree_somewhere(person)
    return _one(asks_for(person, now), emergency_uid)


def can_agree(person: User, emergency_uid: UUID, *, now: datetime) -> bool:
    return allowed(check_can_agree, person, emergency_uid, now=now)


def check_can_read_in_emergency(person: User, emergency_uid: UUID, *, now: datetime) -> EmergencyAccess:
    """Asked for by this person, agreed to by another, and running: page, summary and check-ins of that one record.

    Neither notes nor worksheets: those are for the facilitators of the group. Three queries.
    """
    check_can_facilitate(person)
    return _one(open_for(person, now), emergency_uid)


def can_read_in_emergency(person: User, emergency_uid: UUID, *, now: datetime) -> bool:
    return allowed(check_can_read_in_emergency, person, emergency_uid, now=now)


def check_can_read_attempt_in_emergency(
    person: User, emergency_uid: UUID, attempt_id: UUID, *, now: datetime
) -> tuple[EmergencyAccess, Attempt]:
    """A check-in that was handed in."""
    emergency = check_can_read_in_emergency(person, emergency_uid, now=now)
    attempt = emergency.enrolment.attempts.filter(pk=attempt_id, submitted_at__isnull=False).first()
    if attempt is None:
        raise Http404
    attempt.enrolment = emergency.enrolment
    return emergency, attempt


def can_read_attempt_in_emergency(person: User, emergency_uid: UUID, attempt_id: UUID, *, now: datetime) -> bool:
    return allowed(check_can_read_attempt_in_emergency, person, emergency_uid, attempt_id, now=now)


def check_can_end_emergency(person: User, emergency_uid: UUID, *, now: datetime) -> EmergencyAccess:
    """Who asked and who agreed may end it early; whoever may agree may say no."""
    check_can_agree_somewhere(person)
    either = _open(now).filter(Q(person=person) | Q(agreed_by=person))
    return _one(either | asks_for(person, now), emergency_uid)


def can_end_emergency(person: User, emergency_uid: UUID, *, now: datetime) -> bool:
    return allowed(check_can_end_emergency, person, emergency_uid, now=now)


def _of_the_living() -> QuerySet[EmergencyAccess]:
    """Not of people who were erased, nor for staff whose account was closed."""
    found = EmergencyAccess.objects.select_related(
        "person", "agreed_by", "enrolment__person", "enrolment__cohort__program"
    )
    return found.filter(enrolment__person__erased_at=None, person__is_active=True)


def _open(now: datetime) -> QuerySet[EmergencyAccess]:
    """Nothing has an end before a second person agreed: the database holds that."""
    return _of_the_living().filter(ended_at=None, until__gt=now)


def _one(found: QuerySet[EmergencyAccess], uid: UUID) -> EmergencyAccess:
    one = found.filter(uid=uid).first()
    if one is None:
        raise Http404
    return one
