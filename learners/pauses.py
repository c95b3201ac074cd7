"""More time for a plan, and taking back days that are not over. A pause itself is begun and ended by `enrolments`."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners import audit, enrolments
from learners.models import Enrolment, Pause, User
from learners.plan import Pause as PausedDays
from learners.plan import PlanInput

MOST_WEEKS = 12
DAY = timedelta(days=1)

# --- questions ------------------------------------------------------------------------------------------------------


def more_time(person: PlanInput, weeks: int, today: date) -> PausedDays:
    """The days by which the plan would wait: from tomorrow, so that what opens today stays open, or after a pause.

    Raises ValidationError while the end of a pause is not known.
    """
    first = max(today, person.starts_on) + DAY
    for pause in sorted(person.pauses, key=lambda pause: pause.first):
        if pause.covers(first):
            if pause.until is None:
                raise ValidationError(_("The plan is paused. Say when the person is back, then give more time."))
            first = pause.until
    return PausedDays(first, first + timedelta(weeks=weeks), more_time=True)


def is_taken_back(pause: Pause) -> bool:
    """Nothing is deleted: what was taken back ends on the day on which it begins."""
    return pause.until == pause.first


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def extend(enrolment: Enrolment, weeks: int, *, reason: str, by: User, now: datetime) -> Pause:
    """Let all that has not opened wait so many weeks longer. The person is not away."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise ValidationError(_("Choose 1 to 12 weeks."))
    days = more_time(enrolments.plan_input(enrolment, {}), weeks, enrolment.cohort.today(now))
    return enrolments.pause(
        enrolment, first=days.first, until=days.until, reason=reason, by=by, now=now, kind=Pause.Kind.EXTENSION
    )


@transaction.atomic
def take_back(pause: Pause, *, by: User, now: datetime) -> None:
    """As if it had never been; it stays as history."""
    enrolments.mark_changed(pause.enrolment)
    pause.until = pause.first
    pause.save(update_fields=["until"])
    audit.note("pause-taken-back", by=by, now=now, enrolment=pause.enrolment, pause=pause.pk)
