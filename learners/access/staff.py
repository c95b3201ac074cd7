"""What staff may see: own cohorts and their participants, programs that they manage, guides."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from courses import outline
from courses.map import ModuleOutline, Outline
from learners.access.asking import Refused, allowed
from learners.models import Attempt, Audience, Cohort, Enrolment, Program, User
from learners.people import roles
from learners.safekeeping import sharing


def check_can_facilitate(person: User) -> None:
    """Holds a standing grant as facilitator or program manager."""
    if not person.is_active or not roles.follows_groups(person):
        raise Refused(_("This page is for facilitators. If you should see it, ask your program manager."))


def can_facilitate(person: User) -> bool:
    return allowed(check_can_facilitate, person)


def check_can_follow(person: User, cohort_uid: UUID) -> Cohort:
    """A cohort that the person facilitates, or of a program that the person manages."""
    check_can_facilitate(person)
    cohort = roles.followed_cohorts(person).select_related("program").filter(uid=cohort_uid).first()
    if cohort is None:
        raise Http404
    return cohort


def can_follow(person: User, cohort_uid: UUID) -> bool:
    return allowed(check_can_follow, person, cohort_uid)


def check_can_follow_person(person: User, enrolment_uid: UUID) -> Enrolment:
    """A participant's episode in such a cohort. Families are not followed: their answers are nobody else's."""
    check_can_facilitate(person)
    followed = Enrolment.objects.filter(cohort__in=roles.followed_cohorts(person), audience=Audience.PARTICIPANT)
    enrolment = followed.select_related("person", "cohort__program").filter(uid=enrolment_uid).first()
    if enrolment is None:
        raise Http404
    return enrolment


def can_follow_person(person: User, enrolment_uid: UUID) -> bool:
    return allowed(check_can_follow_person, person, enrolment_uid)


def check_can_read_attempt(person: User, enrolment_uid: UUID, attempt_id: UUID) -> Attempt:
    """A check-in that such a participant has handed in. What is still being answered is nobody else's."""
    enrolment = check_can_follow_person(person, enrolment_uid)
    attempt = enrolment.attempts.filter(pk=attempt_id, submitted_at__isnull=False).first()
    if attempt is None:
        raise Http404
    attempt.enrolment = enrolment
    return attempt


def can_read_attempt(person: User, enrolment_uid: UUID, attempt_id: UUID) -> bool:
    return allowed(check_can_read_attempt, person, enrolment_uid, attempt_id)


def check_can_lead_person(person: User, enrolment_uid: UUID) -> Enrolment:
    """A participant of a cohort that the person facilitates: whose notes and shared sheets are for this person."""
    enrolment = check_can_follow_person(person, enrolment_uid)
    check_can_lead(person, enrolment.cohort.uid)
    return enrolment


def can_lead_person(person: User, enrolment_uid: UUID) -> bool:
    return allowed(check_can_lead_person, person, enrolment_uid)


def check_can_read_sheet(person: User, enrolment_uid: UUID, module_key: UUID) -> Enrolment:
    """A sheet that the participant shows to the group's facilitators at this moment."""
    enrolment = check_can_lead_person(person, enrolment_uid)
    if sharing.running(enrolment, module_key) is None:
        raise Http404
    return enrolment


def can_read_sheet(person: User, enrolment_uid: UUID, module_key: UUID) -> bool:
    return allowed(check_can_read_sheet, person, enrolment_uid, module_key)


def check_can_lead(person: User, cohort_uid: UUID) -> Cohort:
    """A cohort that the person facilitates. Sheets and notes are for those who sit in the room, not for managers."""
    check_can_facilitate(person)
    cohort = roles.led_cohorts(person).select_related("program").filter(uid=cohort_uid).first()
    if cohort is None:
        raise Http404
    return cohort


def can_lead(person: User, cohort_uid: UUID) -> bool:
    return allowed(check_can_lead, person, cohort_uid)


def check_can_manage(person: User, program_uid: UUID) -> Program:
    """A program of which the person is a manager."""
    check_can_manage_some(person)
    program = roles.managed_programs(person).filter(uid=program_uid).first()
    if program is None:
        raise Http404
    return program


def can_manage(person: User, program_uid: UUID) -> bool:
    return allowed(check_can_manage, person, program_uid)


def check_can_manage_some(person: User) -> None:
    if not person.is_active or not roles.managed_programs(person).exists():
        raise Refused(_("This page is for program managers. Ask yours to do this, or to give you that role."))


def can_manage_some(person: User) -> bool:
    return allowed(check_can_manage_some, person)


def check_can_see_curricula(person: User) -> list[Outline]:
    """The published curricula of the programs in which the person works. Three queries where it is one."""
    check_can_facilitate(person)
    return [program for key in roles.curriculum_keys(person) if (program := _published(key))]


def can_see_curricula(person: User) -> bool:
    return allowed(check_can_see_curricula, person)


def check_can_see_guide(person: User, module_key: UUID) -> ModuleOutline:
    """A module of one of these curricula, of either track, whatever week a group is in."""
    for program in check_can_see_curricula(person):
        if module_key in program.by_key:
            return program.by_key[module_key]
    raise Http404


def can_see_guide(person: User, module_key: UUID) -> bool:
    return allowed(check_can_see_guide, person, module_key)


def _published(curriculum_key: UUID) -> Outline | None:
    try:
        return outline.get(curriculum_key)
    except outline.NotThere:
        return None
