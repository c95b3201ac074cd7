"""How people come in, move, leave and come back. Nothing that was learned is touched.

Each deed is atomic, says who did it, and leaves an audit event.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.models import Audience, AuditEvent, Cohort, CohortMove, Enrolment, Invitation, Mode, User
from learners.people import accounts, enrolments
from learners.planning import assigned
from learners.safekeeping import audit, stated

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Newcomer:
    """What staff say of somebody who comes in. `way` is empty where no mail is to be sent now.

    `start_week` counts on an own clock: week 3 means that weeks 1 and 2 lie behind, open as make-up.
    """

    sign_in_name: str
    day: date
    audience: str = Audience.PARTICIPANT
    pathway: str = ""
    conditions: tuple[str, ...] = ()
    start_week: int = 1
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    way: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


# --- questions ------------------------------------------------------------------------------------------------------


def starts_on(cohort: Cohort, day: date, start_week: int, audience: str) -> date:
    """The first day of week 1 of a plan that stands in `start_week` on `day`."""
    on_wheel = cohort.mode == Mode.WHEEL and audience == Audience.PARTICIPANT
    return day if on_wheel else day - (start_week - 1) * WEEK


def as_enrolment(cohort: Cohort, newcomer: Newcomer) -> Enrolment:
    """Not stored: what the plan would be made from."""
    first = starts_on(cohort, newcomer.day, newcomer.start_week, newcomer.audience)
    return Enrolment(
        cohort=cohort,
        audience=newcomer.audience,
        pathway=newcomer.pathway,
        conditions=sorted(newcomer.conditions),
        starts_on=first,
        joined_at_week=enrolments.wheel_week(cohort, first) if cohort.mode == Mode.WHEEL else 1,
    )


def spoke_after_move(enrolment: Enrolment, cohort: Cohort, *, now: datetime) -> int:
    """The week of the wheel at the start with which the person's own week meets the week of the new group today."""
    if cohort.mode != Mode.WHEEL:
        return 1
    plan = assigned.for_enrolment(enrolment, now=now)
    weeks = len(plan.outline.weeks)
    day = max(plan.today, enrolment.starts_on)
    return (enrolments.wheel_week(cohort, day, weeks) - plan.week) % weeks + 1


def just_made(cohort: Cohort, sign_in_name: str, *, by: User, now: datetime) -> Enrolment | None:
    """What the same person brought in a moment ago under this name: the button was pressed twice."""
    mine = AuditEvent.objects.filter(action="enrolled", by=by, cohort=cohort, at__gte=now - timedelta(minutes=2))
    found = mine.filter(enrolment__person__sign_in_name=sign_in_name.strip().lower()).select_related("enrolment")
    event = found.first()
    return event.enrolment if event else None


def after_move(enrolment: Enrolment, cohort: Cohort, *, now: datetime) -> Enrolment:
    """A copy, not stored, for a preview of the plan in another cohort."""
    moved = copy(enrolment)
    moved.joined_at_week = spoke_after_move(enrolment, cohort, now=now)
    moved.cohort = cohort
    return moved


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def admit(cohort: Cohort, newcomer: Newcomer, *, by: User, now: datetime) -> Enrolment:
    """Make an account, enrol, and where there is a way by mail, invite."""
    _check_is_open(cohort)
    person = accounts.make(
        sign_in_name=newcomer.sign_in_name,
        first_name=newcomer.first_name,
        last_name=newcomer.last_name,
        email=newcomer.email,
        cohort=cohort,
        by=by,
        now=now,
    )
    enrolment = _enrol(person, cohort, newcomer, by=by, now=now)
    if newcomer.way == Invitation.Way.MAIL:
        invitations.make(person, way=newcomer.way, by=by, now=now, enrolment=enrolment)
    return enrolment


@transaction.atomic
def admit_many(
    cohort: Cohort, newcomers: Sequence[Newcomer], *, batch: UUID, by: User, now: datetime
) -> list[Enrolment] | None:
    """All or nobody. None where this batch is in already: a second press of the button changes nothing."""
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    known = AuditEvent.objects.filter(cohort=cohort, action="people-admitted", detail__batch=str(batch))
    if known.exists():
        return None
    made = [admit(cohort, one, by=by, now=now) for one in newcomers]
    audit.note("people-admitted", by=by, now=now, cohort=cohort, batch=str(batch), people=len(made))
    return made


@transaction.atomic
def move(enrolment: Enrolment, cohort: Cohort, *, reason: str, by: User, now: datetime) -> CohortMove:
    """To another cohort of the same program, within the same episode."""
    enrolment = (
        Enrolment.objects.select_for_update(no_key=True, of=("self",)).select_related("cohort").get(pk=enrolment.pk)
    )
    left = enrolment.cohort
    if enrolment.ended_on is not None:
        raise ValidationError(_("This enrolment has ended. Bring the person back in, as a new enrolment."))
    if cohort.program_id != left.program_id:
        raise ValidationError(
            _("That group is of another program. Discharge the person here, then let that program bring them in.")
        )
    if cohort.pk == left.pk:
        raise ValidationError(_("The person is in this group already. Choose another one."))
    _check_is_open(cohort)
    if not reason.strip():
        raise ValidationError(_("Say why, in a few words."))
    enrolment.joined_at_week = spoke_after_move(enrolment, cohort, now=now)
    enrolment.cohort = cohort
    enrolment.save(update_fields=["cohort", "joined_at_week"])
    moved = CohortMove(enrolment=enrolment, left=left, joined=cohort, by=by, at=now)
    stated.seal(moved, reason.strip(), enrolment.person_id)
    moved.save(force_insert=True)
    audit.note("moved", by=by, now=now, enrolment=enrolment, cohort=cohort, left=str(left.uid), joined=str(cohort.uid))
    return moved


@transaction.atomic
def discharge(enrolment: Enrolment, *, on: date, reason: str, by: User, now: datetime) -> None:
    """End the episode. The person keeps what is open, and can still sign in."""
    enrolment = (
        Enrolment.objects.select_for_update(no_key=True, of=("self",)).select_related("cohort").get(pk=enrolment.pk)
    )
    if enrolment.ended_on is not None:
        raise ValidationError(_("This enrolment has ended already."))
    if on > enrolment.cohort.today(now):
        raise ValidationError(_("Choose today or a day before: the enrolment ends on it."))
    enrolments.end(enrolment, on=on, by=by, now=now, reason=reason.strip())


@transaction.atomic
def readmit(enrolment: Enrolment, cohort: Cohort, newcomer: Newcomer, *, by: User, now: datetime) -> Enrolment:
    """A new episode after one that ended, in any cohort that `by` may admit to. The old one keeps its history."""
    if enrolment.ended_on is None:
        raise ValidationError(_("This enrolment is still running. Move the person, or discharge them first."))
    _check_is_open(cohort)
    newcomer = replace(newcomer, audience=enrolment.audience)
    if newcomer.day <= enrolment.ended_on:
        raise ValidationError(_("Choose a day after the last one ended."))
    return _enrol(enrolment.person, cohort, newcomer, by=by, now=now)


def _enrol(person: User, cohort: Cohort, newcomer: Newcomer, *, by: User, now: datetime) -> Enrolment:
    return enrolments.enrol(
        person,
        cohort,
        by=by,
        now=now,
        audience=newcomer.audience,
        pathway=newcomer.pathway,
        conditions=newcomer.conditions,
        starts_on=starts_on(cohort, newcomer.day, newcomer.start_week, newcomer.audience),
    )


def _check_is_open(cohort: Cohort) -> None:
    if not cohort.is_open:
        raise ValidationError(_("This group is closed. Open it in its settings, or choose another one."))
