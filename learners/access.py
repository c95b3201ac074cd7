"""The one place that says who may do what. Twins: `check_can_x` raises with a sentence for the person, `can_x`
answers yes or no.

What is another's and what does not exist give the same answer: Http404.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.prepared import Prepared
from courses import outline
from courses.map import ModuleOutline, Outline
from learners import assigned, enrolments, progress, roles
from learners.models import Attempt, Cohort, Enrolment, ModuleProgress, User


class Refused(PermissionDenied):
    """Carries the reason in words that the person can read."""


@dataclass(frozen=True)
class OpenModule:
    """A module that this person may open, with what they did in it."""

    enrolment: Enrolment
    module: ModuleOutline
    progress: ModuleProgress | None


# --- learners -------------------------------------------------------------------------------------------------------


def check_can_learn(person: User) -> Enrolment:
    """The person's own episode. One query."""
    enrolment = enrolments.current(person) if person.is_active else None
    if enrolment is None:
        raise Refused(_("Your account has no learning plan yet. Ask your program: they can open one for you."))
    return enrolment


def can_learn(person: User) -> bool:
    return _allowed(check_can_learn, person)


def check_can_open(person: User, module_key: UUID, *, now: datetime) -> OpenModule:
    """What was opened once stays open. Otherwise the plan decides, and says when and why not yet."""
    enrolment = check_can_learn(person)
    program = outline.get(enrolment.cohort.program.curriculum_key)
    module = program.by_key.get(module_key)
    if module is None or module.audience != enrolment.audience:
        raise Http404
    row = progress.row_of(enrolment, module_key)
    if row is None:
        _check_is_open(enrolment, module_key, now)
    return OpenModule(enrolment, module, row)


def can_open(person: User, module_key: UUID, *, now: datetime) -> bool:
    return _allowed(check_can_open, person, module_key, now=now)


def _check_is_open(enrolment: Enrolment, module_key: UUID, now: datetime) -> None:
    row = assigned.for_enrolment(enrolment, now=now).by_key.get(module_key)
    if row is None:
        raise Http404
    if row.standing == "skipped":
        raise Refused(_("Your team took this module out of your plan. Ask them if you would like it back."))
    if not row.can_open:
        day = date_format(row.assignment.opens_on, "l, F j")
        raise Refused(_("This opens on %(day)s. If you would like it earlier, ask your team.") % {"day": day})


_own_attempt: Prepared[Attempt] = Prepared(
    lambda attempt, person: Attempt.objects.select_related("enrolment__cohort__program").filter(
        pk=attempt, enrolment__person=person
    ),
    UUID,
    int,
)


def check_can_see_attempt(person: User, attempt_id: UUID) -> Attempt:
    """Only one's own, of any episode. One query."""
    attempt = _own_attempt.first(attempt_id, person.pk)
    if attempt is None:
        raise Http404
    return attempt


def can_see_attempt(person: User, attempt_id: UUID) -> bool:
    return _allowed(check_can_see_attempt, person, attempt_id)


# --- staff ----------------------------------------------------------------------------------------------------------


def check_can_facilitate(person: User) -> None:
    """Holds a standing grant as facilitator or program manager."""
    if not person.is_active or not roles.standing(person).exists():
        raise Refused(_("This page is for facilitators. If you should see it, ask your program manager."))


def can_facilitate(person: User) -> bool:
    return _allowed(check_can_facilitate, person)


def check_can_follow(person: User, cohort_uid: UUID) -> Cohort:
    """A cohort that the person facilitates, or of a program that the person manages."""
    check_can_facilitate(person)
    cohort = roles.followed_cohorts(person).select_related("program").filter(uid=cohort_uid).first()
    if cohort is None:
        raise Http404
    return cohort


def can_follow(person: User, cohort_uid: UUID) -> bool:
    return _allowed(check_can_follow, person, cohort_uid)


def check_can_see_curricula(person: User) -> list[Outline]:
    """The published curricula of the programs in which the person works. Three queries where it is one."""
    check_can_facilitate(person)
    return [program for key in roles.curriculum_keys(person) if (program := _published(key))]


def can_see_curricula(person: User) -> bool:
    return _allowed(check_can_see_curricula, person)


def check_can_see_guide(person: User, module_key: UUID) -> ModuleOutline:
    """A module of one of these curricula, of either track, whatever week a group is in."""
    for program in check_can_see_curricula(person):
        if module_key in program.by_key:
            return program.by_key[module_key]
    raise Http404


def can_see_guide(person: User, module_key: UUID) -> bool:
    return _allowed(check_can_see_guide, person, module_key)


def _published(curriculum_key: UUID) -> Outline | None:
    try:
        return outline.get(curriculum_key)
    except outline.NotThere:
        return None


def _allowed(check, *args, **kwargs) -> bool:
    try:
        check(*args, **kwargs)
    except (PermissionDenied, Http404):
        return False
    return True
