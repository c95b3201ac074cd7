"""Breaking the glass: staff ask for one record outside their reach, somebody else agrees, and it is open for an hour.

Whoever asks learns nothing by it: a name that nobody has gets the same answer, in the same time, and is audited too.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from learners.access.emergencies import TO_AGREE, asks_for
from learners.models import Audience, AuditEvent, EmergencyAccess, Enrolment, PersonKey, RoleGrant, User
from learners.people import roles
from learners.post import outbox
from learners.safekeeping import audit, person_keys
from learners.safekeeping.encryption import CannotOpen

LASTS = timedelta(minutes=60)
MOST = 5  # asks of one person
WITHIN = timedelta(hours=1)
ASKED = "emergency-asked"
SUBJECT = "You have a new message"

# --- questions ------------------------------------------------------------------------------------------------------


def reason_of(emergency: EmergencyAccess) -> str:
    """Empty where the key was destroyed with the person. One query."""
    try:
        cipher = person_keys.opened(emergency.enrolment.person_id)
        return cipher.unseal(emergency.sealed_reason, bound_to=_binding(emergency))
    except CannotOpen:
        return ""


def minutes_left(emergency: EmergencyAccess, now: datetime) -> int:
    """Whole minutes, at least 1 while it is open; of an ask, until nobody can agree any more."""
    end = emergency.until or emergency.asked_at + TO_AGREE
    return max(1, int((end - now).total_seconds()) // 60)


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(*, by: User, sign_in_name: str, reason: str, now: datetime) -> None:
    """Raises ValidationError only for what the asker knows anyway: an own group, or too many asks in an hour."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    recent = AuditEvent.objects.filter(action=ASKED, by=by, at__gt=now - WITHIN).count()
    if recent >= MOST:
        raise ValidationError(_("You have asked five times within an hour. Call a colleague who follows this person."))
    enrolment = _episode_of(sign_in_name, by)
    if enrolment and roles.followed_cohorts(by).filter(pk=enrolment.cohort_id).exists():
        raise ValidationError(_("This person is in one of your groups. Open their page from there."))
    emergency = _kept(enrolment, by, reason, now) if enrolment else _not_kept(by, reason, now)
    audit.note(ASKED, by=by, now=now, enrolment=enrolment, emergency=emergency)
    _tell_officers(now, known=enrolment is not None)


@transaction.atomic
def agree(emergency: EmergencyAccess, *, by: User, now: datetime) -> None:
    """Opens the record for an hour. Raises ValidationError where it cannot be agreed to any more."""
    locked = EmergencyAccess.objects.select_for_update(no_key=True).get(pk=emergency.pk)
    if not asks_for(by, now).filter(pk=locked.pk).exists() or not roles.follows_groups(emergency.person):
        raise ValidationError(_("This cannot be agreed to any more: it was answered, or the time is over."))
    EmergencyAccess.objects.filter(pk=locked.pk).update(agreed_by=by, agreed_at=now, until=now + LASTS)
    audit.note("emergency-agreed", by=by, now=now, enrolment=emergency.enrolment, emergency=str(emergency.uid))
    _tell_officers(now, known=True)


@transaction.atomic
def end(emergency: EmergencyAccess, *, by: User, now: datetime) -> bool:
    """Out on the next request; an ask that is ended cannot be agreed to. False where it had ended."""
    if not EmergencyAccess.objects.filter(pk=emergency.pk, ended_at=None).update(ended_at=now):
        return False
    audit.note("emergency-ended", by=by, now=now, enrolment=emergency.enrolment, emergency=str(emergency.uid))
    return True


def _episode_of(sign_in_name: str, by: User) -> Enrolment | None:
    """The running or else the last one of a participant with exactly this name. One query, known or not."""
    theirs = Enrolment.objects.filter(
        person__sign_in_name=sign_in_name.strip().lower(), person__erased_at=None, audience=Audience.PARTICIPANT
    ).exclude(person=by)
    return theirs.select_related("person", "cohort").order_by(F("ended_on").desc(nulls_first=True), "-episode").first()


def _kept(enrolment: Enrolment, by: User, reason: str, now: datetime) -> str:
    row = EmergencyAccess(person=by, enrolment=enrolment, asked_at=now)
    row.sealed_reason = person_keys.of(enrolment.person_id).seal(reason, bound_to=_binding(row))
    row.save(force_insert=True)
    return str(row.uid)


def _not_kept(by: User, reason: str, now: datetime) -> str:
    """Nobody has this name: as much work, and nothing to find."""
    roles.followed_cohorts(by).exists()
    PersonKey.objects.filter(person=by).first()
    outbox.write_for_nobody(SUBJECT, reason, now=now)
    return str(uuid4())


def _tell_officers(now: datetime, *, known: bool) -> None:
    """A mail that says nothing: what happened is on their desk."""
    standing = RoleGrant.objects.filter(role=RoleGrant.Role.PRIVACY_OFFICER, ended_at=None)
    officers = User.objects.filter(pk__in=standing.values("person"), is_active=True).exclude(email="")
    body = _("Please sign in. Something new waits for you.")
    for officer in officers.order_by("pk"):
        if known:
            outbox.write(officer.email, _(SUBJECT), body, now=now, because=f"account:{officer.uid}")
        else:
            outbox.write_for_nobody(_(SUBJECT), body, now=now)


def _binding(emergency: EmergencyAccess) -> str:
    return f"{emergency._meta.label_lower}.sealed_reason:{emergency.uid}"
