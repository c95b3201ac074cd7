"""What the privacy officer decides about a request, with an answer in words that only its person reads.

Words and answers are sealed under the person's key. The mail says that there is a message and nothing else.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms import site
from learners.models import Audience, Enrolment, PrivacyRequest, User
from learners.post import outbox
from learners.privacy import erasure, requests
from learners.safekeeping import audit, person_keys
from learners.safekeeping.encryption import CannotOpen

State, Kind = PrivacyRequest.State, PrivacyRequest.Kind
LONGER = timedelta(days=30)  # 45 CFR 164.524(b)(2): once, with the reason, in writing
LONGEST = 4000
WORDS, ANSWER, DELAY = "sealed_words", "sealed_answer", "sealed_delay"


# --- questions ------------------------------------------------------------------------------------------------------


def words(request: PrivacyRequest, field: str) -> str:
    """What stands sealed in a request: the person's words, the answer, or why it takes longer. One query.

    Empty where nothing stands, or where the key was destroyed with the person.
    """
    sealed = getattr(request, field)
    if not sealed:
        return ""
    try:
        return person_keys.opened(request.person_id).unseal(sealed, bound_to=requests.binding(request, field))
    except CannotOpen:
        return ""


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def grant(request: PrivacyRequest, *, answer: str, by: User, now: datetime) -> None:
    """Say yes. `restrict` holds at once; a copy is then for the person to take, in the own account. Raises
    ValidationError. An erasure is granted by erasing (`erase`).
    """
    if request.kind == Kind.ERASE:
        raise ValidationError(_("Look at what would be erased first."))
    row = _decide(request, State.GRANTED, answer, by, now)
    if row.kind == Kind.RESTRICT:
        restrict(row.person, by=by, now=now)


@transaction.atomic
def refuse(request: PrivacyRequest, *, answer: str, by: User, now: datetime) -> None:
    _decide(request, State.REFUSED, answer, by, now)


@transaction.atomic
def erase(request: PrivacyRequest, *, by: User, now: datetime) -> None:
    """Grant it and erase, all or nothing. Without an answer: with the key and the address nobody could read it."""
    if request.kind != Kind.ERASE:
        raise ValidationError(_("Nobody asked for an erasure here."))
    row = _open_row(request, by)
    erasure.erase(row.person, by=by, now=now)
    audit.note(
        "request-decided",
        by=by,
        now=now,
        about=row.person,
        request=str(row.uid),
        kind=row.kind,
        decision=str(State.GRANTED),
    )


@transaction.atomic
def delay(request: PrivacyRequest, *, reason: str, by: User, now: datetime) -> None:
    """Thirty days more, once, before the first thirty are over."""
    row = _open_row(request, by)
    if row.delayed_at is not None:
        raise ValidationError(_("It was put off once already. Decide it now."))
    if row.due_on < site.today(now):
        raise ValidationError(_("The time to put it off is over. Decide it now."))
    row.delayed_at, row.due_on = now, row.due_on + LONGER
    row.sealed_delay = _sealed(row, DELAY, reason)
    row.save(update_fields=["delayed_at", "due_on", DELAY])
    audit.note("request-delayed", by=by, now=now, about=row.person, request=str(row.uid), until=row.due_on.isoformat())
    tell(row.person, now=now)


def restrict(person: User, *, by: User, now: datetime) -> int:
    """From the next request on only those who lead the group see the record. Says how many episodes it is."""
    episodes = Enrolment.objects.select_for_update(no_key=True, of=("self",)).filter(
        person=person, audience=Audience.PARTICIPANT, restricted_at=None
    )
    found = list(episodes.select_related("cohort"))
    Enrolment.objects.filter(pk__in=[one.pk for one in found]).update(restricted_at=now)
    for one in found:
        audit.note("restricted", by=by, now=now, enrolment=one, cohort=one.cohort)
    return len(found)


def tell(person: User, *, now: datetime) -> None:
    """Neutral mail, where there is an address: no program, no reason."""
    if person.email and person.is_active:
        body = _("You have a new message. Sign in to read it.")
        because = f"account:{person.uid}"
        outbox.write(person.email, _("You have a new message"), body, now=now, because=because)


def _decide(request: PrivacyRequest, state: str, answer: str, by: User, now: datetime) -> PrivacyRequest:
    row = _open_row(request, by)
    row.state, row.decided_at, row.decided_by = state, now, by
    row.sealed_answer = _sealed(row, ANSWER, answer)
    row.save(update_fields=["state", "decided_at", "decided_by", ANSWER])
    audit.note(
        "request-decided", by=by, now=now, about=row.person, request=str(row.uid), kind=row.kind, decision=str(state)
    )
    tell(row.person, now=now)
    return row


def _open_row(request: PrivacyRequest, by: User) -> PrivacyRequest:
    """Locked, so that of two decisions at once one wins."""
    locked = PrivacyRequest.objects.select_for_update(no_key=True, of=("self",))
    row = locked.select_related("person").get(pk=request.pk)
    if row.state != State.OPEN:
        raise ValidationError(_("This request is closed already. Nothing was changed."))
    if row.person_id == by.pk:
        raise ValidationError(_("Nobody decides about their own request. Ask another privacy officer."))
    return row


def _sealed(row: PrivacyRequest, field: str, text: str) -> str:
    if not text.strip():
        raise ValidationError(_("Write what the person shall read."))
    if len(text) > LONGEST:
        raise ValidationError(_("That is longer than %(most)s characters. Make it shorter.") % {"most": LONGEST})
    return person_keys.of(row.person_id).seal(text.strip(), bound_to=requests.binding(row, field))
