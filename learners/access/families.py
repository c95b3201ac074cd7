"""The people of a participant: who may name them, and whose connections and consents somebody may open."""

from uuid import UUID

from django.http import Http404

from learners.access.asking import allowed
from learners.access.learning import check_can_learn
from learners.access.staff import check_can_follow_person
from learners.families import consents, links
from learners.models import Audience, Consent, Enrolment, FamilyLink, User


def check_can_name_people(person: User) -> Enrolment:
    """Participants only, by their own episode. One query."""
    return check_can_learn(person, Audience.PARTICIPANT)


def can_name_people(person: User) -> bool:
    return allowed(check_can_name_people, person)


def check_can_open_link(person: User, link_uid: UUID) -> FamilyLink:
    """Only one's own, of any episode. Two queries."""
    check_can_name_people(person)
    link = links.own(person, link_uid)
    if link is None:
        raise Http404
    return link


def can_open_link(person: User, link_uid: UUID) -> bool:
    return allowed(check_can_open_link, person, link_uid)


def check_can_read_consent(person: User, consent_uid: UUID) -> Consent:
    """Only what one signed oneself, for good. Three queries."""
    check_can_name_people(person)
    found = consents.history(link__participant__person=person, uid=consent_uid)
    if not found:
        raise Http404
    return found[0]


def can_read_consent(person: User, consent_uid: UUID) -> bool:
    return allowed(check_can_read_consent, person, consent_uid)


def check_can_check_consent(person: User, enrolment_uid: UUID, consent_uid: UUID) -> Consent:
    """Of a participant whom this member of staff follows. Looking at it together is no signature."""
    enrolment = check_can_follow_person(person, enrolment_uid)
    found = consents.history(link__participant=enrolment, uid=consent_uid)
    if not found:
        raise Http404
    return found[0]


def can_check_consent(person: User, enrolment_uid: UUID, consent_uid: UUID) -> bool:
    return allowed(check_can_check_consent, person, enrolment_uid, consent_uid)
