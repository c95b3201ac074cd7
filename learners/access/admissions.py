"""Who may bring people in, move and discharge them, and who sets what of a program."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from learners.access.asking import allowed
from learners.access.staff import check_can_facilitate, check_can_follow, check_can_manage_some
from learners.models import Cohort, Enrolment, Program, User
from learners.people import roles
from learners.privacy import restriction


def check_can_admit(person: User, cohort_uid: UUID) -> Cohort:
    """A cohort that the person facilitates, or of a program that the person manages."""
    return check_can_follow(person, cohort_uid)


def can_admit(person: User, cohort_uid: UUID) -> bool:
    return allowed(check_can_admit, person, cohort_uid)


def check_can_admit_person(person: User, enrolment_uid: UUID) -> Enrolment:
    """An episode in such a cohort, of either track: that a family member is in the group, never what they do there."""
    check_can_facilitate(person)
    followed = Enrolment.objects.filter(cohort__in=roles.followed_cohorts(person))
    seen = followed.filter(restriction.open_to(person)).select_related("person", "cohort__program")
    enrolment = seen.filter(uid=enrolment_uid).first()
    if enrolment is None:
        raise Http404
    return enrolment


def can_admit_person(person: User, enrolment_uid: UUID) -> bool:
    return allowed(check_can_admit_person, person, enrolment_uid)


def check_can_invite_families(person: User, program_uid: UUID) -> Program:
    """A program that the person manages, or in which the person facilitates a group."""
    check_can_facilitate(person)
    cohorts = roles.followed_cohorts(person).values("program")
    programs = Program.objects.filter(Q(pk__in=cohorts) | Q(pk__in=roles.managed_programs(person).values("pk")))
    program = programs.filter(uid=program_uid).first()
    if program is None:
        raise Http404
    return program


def can_invite_families(person: User, program_uid: UUID) -> bool:
    return allowed(check_can_invite_families, person, program_uid)


def check_can_manage_cohort(person: User, cohort_uid: UUID) -> Cohort:
    """A cohort of a program of which the person is a manager."""
    check_can_manage_some(person)
    managed = Cohort.objects.filter(program__in=roles.managed_programs(person))
    cohort = managed.select_related("program").filter(uid=cohort_uid).first()
    if cohort is None:
        raise Http404
    return cohort


def can_manage_cohort(person: User, cohort_uid: UUID) -> bool:
    return allowed(check_can_manage_cohort, person, cohort_uid)
