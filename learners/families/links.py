"""Whom a participant names, and the one-time code with which that person's account is connected.

A code is shown once, to the participant, who hands it over; then only its hash is known here. It works once, for 14
days, and can be made anew. A connection shows nothing: each thing shown needs a consent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.families import consents, names, wording
from learners.models import Consent, ConsentEnd, Enrolment, FamilyLink, User
from learners.post import outbox
from learners.safekeeping import audit

LASTS = timedelta(days=14)
MOST = 10  # people a participant names at a time
SALT = "learners.families"
NOT_SIGNED, WAITING, CONNECTED = "not-signed", "waiting", "connected"
NOT_CONNECTED, CODE_EXPIRED = "not-connected", "code-expired"


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a participant names, as the participant's own page tells it. `state` is one of five words."""

    link: FamilyLink
    name: str
    state: str
    consent: Consent | None = None

    @property
    def runs(self) -> bool:
        return self.state != NOT_CONNECTED

    @property
    def scopes(self) -> list[str]:
        """What is signed for, in words."""
        return wording.scopes_of(self.consent) if self.consent else []


# --- questions ------------------------------------------------------------------------------------------------------


def digest(code: str) -> str:
    return salted_hmac(SALT, invitations.plain(code), algorithm="sha256").hexdigest()


def address(code: str) -> str:
    """The code stands behind the #, so it reaches no server's log."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('family_join')}#{code}"


def usable(code: str, *, now: datetime) -> FamilyLink | None:
    """One query, whatever is wrong with the code. It says nothing of the participant: show none of it."""
    links = FamilyLink.objects.select_related("participant__person")
    return links.filter(code_hash=digest(code), code_expires_at__gt=now, participant__person__is_active=True).first()


def of_person(person: User) -> list[FamilyLink]:
    """All that the participant ever named, in all episodes, the newest first. One query."""
    links = FamilyLink.objects.filter(participant__person=person)
    return list(links.select_related("participant__cohort__program", "family_member").order_by("-made_at", "-pk"))


def own(person: User, link_uid: UUID) -> FamilyLink | None:
    """One query."""
    links = FamilyLink.objects.filter(participant__person=person, uid=link_uid)
    return links.select_related("participant__cohort__program", "participant__person").first()


def running_for(family_member: User) -> list[FamilyLink]:
    """The connections of a family member. One query. Whether anything is shown by one: `consents.standing`."""
    links = FamilyLink.objects.filter(family_member=family_member, ended_at__isnull=True)
    return list(links.select_related("participant__person", "participant__cohort__program").order_by("pk"))


def all_named(person: User, *, now: datetime) -> list[Named]:
    """The participant's list. Four queries, for one person or ten."""
    links = of_person(person)
    by_link = {consent.link_id: consent for consent in consents.signed(now=now, link__participant__person=person)}
    called = names.of_many(person.pk, links)
    return [Named(one, called[one.pk], state(one, by_link.get(one.pk), now), by_link.get(one.pk)) for one in links]


def named(link: FamilyLink, *, now: datetime) -> Named:
    """Three queries."""
    consent = consents.of_link(link, now=now)
    return Named(link, names.of(link), state(link, consent, now), consent)


def state(link: FamilyLink, consent: Consent | None, now: datetime) -> str:
    """In the participant's view. Why somebody is not connected is told to nobody: it is the other person's own."""
    if link.ended_at is not None or (link.family_member and not link.family_member.is_active):
        return NOT_CONNECTED
    if link.taken_up_at is None:
        return WAITING if link.code_expires_at and link.code_expires_at > now else CODE_EXPIRED
    return CONNECTED if consent else NOT_SIGNED


# --- deeds of the participant ---------------------------------------------------------------------------------------


@transaction.atomic
def name(
    enrolment: Enrolment, called: str, relation: str, *, now: datetime, mail_to: str = "", key: UUID | None = None
) -> tuple[FamilyLink, str]:
    """Name a person, and make the code for them: it is in the answer and nowhere else. Raises ValidationError. The
    same `key` again, from a page that was sent twice, names nobody new: it makes a new code.
    """
    before = own(enrolment.person, key) if key else None
    if before is not None:
        return before, renew_code(before, now=now, mail_to=mail_to)
    Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
    running = FamilyLink.objects.filter(participant=enrolment, ended_at__isnull=True)
    if running.count() >= MOST:
        raise ValidationError(_("You have named %(most)s people. Take one off your list first.") % {"most": MOST})
    if not called.strip():
        raise ValidationError({"called": _("Write what you call this person.")})
    link = FamilyLink(participant=enrolment, relation=relation, made_at=now, uid=key or uuid4())
    names.seal(link, called)
    link.save(force_insert=True)
    audit.note("person-named", by=enrolment.person, now=now, enrolment=enrolment, link=str(link.uid))
    return link, _give_code(link, mail_to, now)


@transaction.atomic
def renew_code(link: FamilyLink, *, now: datetime, mail_to: str = "") -> str:
    """A new code; the one before opens nothing any more. Raises ValidationError."""
    link = consents.locked(link)
    if link.ended_at is not None or link.taken_up_at is not None:
        raise ValidationError(_("This person needs no code now. Look at your list."))
    return _give_code(link, mail_to, now)


@transaction.atomic
def end(link: FamilyLink, *, by: User, now: datetime) -> bool:
    """Take the person off, by the participant or by the other: the code, the consent and each item end with it."""
    link = consents.locked(link)
    if link.ended_at is not None:
        return False
    _close(link, ConsentEnd.How.LINK_ENDED, by, now)
    return True


@transaction.atomic
def end_all_of(person: User, how: str, *, by: User | None, now: datetime) -> int:
    """All that run, on whichever side the person stands: the account is closed or erased."""
    mine = Q(participant__person=person) | Q(family_member=person)
    running = list(FamilyLink.objects.filter(mine, ended_at__isnull=True))
    for link in running:
        _close(consents.locked(link), how, by, now)
    return len(running)


def _give_code(link: FamilyLink, mail_to: str, now: datetime) -> str:
    code = invitations.new_code()
    link.code_hash, link.code_expires_at = digest(code), now + LASTS
    link.save(update_fields=["code_hash", "code_expires_at"])
    if mail_to:
        validate_email(mail_to)
        because = f"family:{link.code_hash}"  # see mail_reasons.py: it goes out only while the code opens something
        outbox.write(mail_to, _("You have a new message"), _letter(code), now=now, because=because)
    person = link.participant.person
    audit.note("code-made", by=person, now=now, enrolment=link.participant, link=str(link.uid), mailed=bool(mail_to))
    return code


def _letter(code: str) -> str:
    """It names nobody and no program."""
    lines = [
        _("Hello,"),
        _("there is a message for you. Open this page:"),
        address(code),
        _("If the page asks for a code, it is %(code)s. It works once, for 14 days.") % {"code": code},
        _("If you do not know what this is about, you need not do anything."),
    ]
    return "\n\n".join(lines)


# --- deeds of the family member -------------------------------------------------------------------------------------


@transaction.atomic
def take_up(code: str, person: User, *, now: datetime) -> FamilyLink | None:
    """Connect this account. None for every code that opens nothing, whatever is wrong with it. Of two at once, one
    wins. Call it for family accounts only.
    """
    found = usable(code, now=now)
    link = consents.locked(found) if found else None
    if link is None or link.code_hash != digest(code) or not person.is_active:
        return None
    if link.participant.person_id == person.pk:
        return None
    link.family_member, link.taken_up_at, link.code_hash = person, now, None
    try:
        with transaction.atomic():
            link.save(update_fields=["family_member", "taken_up_at", "code_hash"])
    except IntegrityError:  # this account is connected with the participant already
        return None
    audit.note("code-taken-up", by=person, now=now, enrolment=link.participant, link=str(link.uid))
    return link


@transaction.atomic
def decline(link: FamilyLink, *, by: User | None, now: datetime) -> bool:
    """The other person does not want it, before or after taking it up. The participant reads "not connected"."""
    link = consents.locked(link)
    if link.ended_at is not None:
        return False
    link.declined_at = now
    _close(link, ConsentEnd.How.DECLINED, by, now)
    return True


def _close(link: FamilyLink, how: str, by: User | None, now: datetime) -> None:
    """What somebody else does about the connection is no event of the participant's record: it stays their own."""
    consents.end_of(link, how, by=by, now=now)
    link.ended_at, link.ended_by, link.code_hash = now, by, None
    link.save(update_fields=["declined_at", "ended_at", "ended_by", "code_hash"])
    whose = consents.whose_event(link, by, how)
    audit.note("connection-ended", by=by, now=now, link=str(link.uid), **whose)
