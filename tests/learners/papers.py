"""What lies on the privacy officer's desk in tests: a consent of Ana's for Fay, a request, an emergency."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from cms import sessions
from learners.entrance import idle
from learners.entrance.recent import WHOSE
from learners.families import consents, wording
from learners.families.wording import Choices
from learners.models import Consent, EmergencyAccess, Enrolment, FamilyLink, PrivacyRequest, User
from learners.privacy import requests
from learners.safekeeping import person_keys
from tests.factories.people import Cast, person

KIND = "family-consent"


@dataclass
class Papers:
    consent: Consent
    request: PrivacyRequest
    emergency: EmergencyAccess
    person: User
    gone: User


def make_papers(cast: Cast, *, now: datetime) -> Papers:
    papers = sign(cast.fay, now=now), ask(cast.ana, now=now), break_glass(cast, now=now)
    return Papers(*papers, cast.ana, long_gone(cast, now=now))


def sign(family_member: User, *, now: datetime, **choices: object) -> Consent:
    """By the participant, for a family member who is there."""
    link = FamilyLink.objects.select_related("participant__person", "participant__cohort__program").get(
        family_member=family_member
    )
    page, who = wording.page(link, now=now), link.participant.person
    chosen = Choices(**{"shows_week": True, **choices})
    return consents.sign(link, chosen, signature=who.get_full_name(), seen=page.fingerprint, by=who, now=now)


def ask(person: User, kind: str = "erase", words: str = "Please forget me.", *, now: datetime) -> PrivacyRequest:
    return requests.make(person, kind, words, by=person, now=now)


def break_glass(cast: Cast, *, now: datetime, why: str = "Nobody else is here.") -> EmergencyAccess:
    """Hana asked for Ana's record; Gil agreed."""
    one = EmergencyAccess(person=cast.hana, enrolment=cast.ana_learns, asked_at=now)
    one.agreed_by, one.agreed_at, one.until = cast.gil, now, now + timedelta(hours=1)
    bound_to = f"learners.emergencyaccess.sealed_reason:{one.uid}"
    one.sealed_reason = person_keys.of(cast.ana.pk).seal(why, bound_to=bound_to)
    one.save()
    return one


def long_gone(cast: Cast, *, now: datetime) -> User:
    """Whose time to be kept is over."""
    gone = person("gone")
    ended_on = now.date() - timedelta(days=9 * 366)
    stay = {"audience": "participant", "pathway": "mental-health", "starts_on": ended_on, "ended_on": ended_on}
    Enrolment.objects.create(person=gone, cohort=cast.morning, **stay)
    return gone


def just_signed_in(client: Client, who: User) -> None:
    """As within the last quarter of an hour. The clocks of the session run from now on."""
    session, now = client.session, int(time.time())
    session[WHOSE] = str(who.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": now}]
    session[sessions.BEGAN] = session[idle.SEEN] = now
    session.save()
