"""What a program manager sets about cohorts. A change holds from now on: sessions that were held keep day and time."""

from copy import copy
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.models import Audience, Cohort, GroupSession, Mode, Program, User
from learners.people import enrolments
from learners.safekeeping import audit

SETTABLE = ("name", "days", "starts_at", "ends_at", "time_zone", "mode", "wheel_starts_on", "is_open")

# --- questions ------------------------------------------------------------------------------------------------------


def off_days(cohort: Cohort, *, now: datetime) -> list[date]:
    """Days to come on which a session is planned though the group does not usually meet then. One query."""
    planned = cohort.sessions.filter(held_on__gte=cohort.today(now), state=GroupSession.State.PLANNED)
    return [day for day in planned.order_by("held_on").values_list("held_on", flat=True) if _is_off(cohort, day)]


def _is_off(cohort: Cohort, day: date) -> bool:
    return day.weekday() not in cohort.days


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def create(program: Program, *, by: User, now: datetime, **values: Any) -> Cohort:
    """`values` are of SETTABLE. Raises ValidationError."""
    cohort = Cohort(program=program, **{name: values[name] for name in SETTABLE if name in values})
    cohort.full_clean()
    cohort.save(force_insert=True)
    audit.note("cohort-made", by=by, now=now, cohort=cohort)
    return cohort


@transaction.atomic
def change(cohort: Cohort, *, by: User, now: datetime, **values: Any) -> list[str]:
    """Returns the names of what changed. Raises ValidationError where it would rearrange running plans."""
    before = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    after = copy(before)
    changed = [name for name in SETTABLE if name in values and values[name] != getattr(before, name)]
    for name in changed:
        setattr(after, name, values[name])
    after.full_clean()
    _check_people(before, after, now)
    if changed:
        after.save(update_fields=changed)
        audit.note("cohort-changed", by=by, now=now, cohort=after, fields=changed)
    return changed


def _check_people(before: Cohort, after: Cohort, now: datetime) -> None:
    running = before.enrolments.filter(ended_on=None)
    if before.is_open and not after.is_open and running.exists():
        raise ValidationError({"is_open": _("People are in this group. Move or discharge them first, then close it.")})
    if _turns(before, after, before.today(now)) and running.filter(audience=Audience.PARTICIPANT).exists():
        what = _(
            "People are in this group, and this would rearrange their plans. Make a new group and move them to it."
        )
        raise ValidationError({"mode": what})


def _turns(before: Cohort, after: Cohort, day: date) -> bool:
    """Whether another week would be due: the kind of calendar changed, or the wheel turned."""
    if before.mode != after.mode:
        return True
    return after.mode == Mode.WHEEL and enrolments.wheel_week(before, day) != enrolments.wheel_week(after, day)
