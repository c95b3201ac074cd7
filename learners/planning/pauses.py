"""Days on which a plan waits: pauses, and more time for people who are not away. Questions first, then deeds."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from learners.models import Enrolment, Pause, User
from learners.people import enrolments
from learners.planning.plan import Pause as PausedDays
from learners.planning.plan import PlanInput
from learners.safekeeping import audit, stated

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
    return pause(
        enrolment, first=days.first, until=days.until, reason=reason, by=by, now=now, kind=Pause.Kind.EXTENSION
    )


@transaction.atomic
def take_back(pause: Pause, *, by: User, now: datetime) -> None:
    """As if it had never been; it stays as history."""
    enrolments.mark_changed(pause.enrolment)
    pause.until = pause.first
    pause.save(update_fields=["until"])
    audit.note("pause-taken-back", by=by, now=now, enrolment=pause.enrolment, pause=pause.pk)


@transaction.atomic
def pause(
    enrolment: Enrolment,
    *,
    first: date,
    by: User,
    now: datetime,
    until: date | None = None,
    reason: str = "",
    kind: str = Pause.Kind.PAUSE,
) -> Pause:
    """Shift all that has not opened yet. What is open stays open."""
    enrolments.mark_changed(enrolment)
    check_pause(enrolment, first, until)
    made = Pause(enrolment=enrolment, first=first, until=until, kind=kind, by=by, at=now)
    stated.seal(made, reason.strip(), enrolment.person_id)
    made.save(force_insert=True)
    action = "extended" if kind == Pause.Kind.EXTENSION else "paused"
    audit.note(action, by=by, now=now, enrolment=enrolment, first=first.isoformat())
    return made


def check_pause(enrolment: Enrolment, first: date, until: date | None) -> None:
    """Raises ValidationError. What was taken back ends on the day on which it begins, and is in nobody's way."""
    if until is not None and until <= first:
        raise ValidationError(_("A pause ends after the day on which it begins."))
    if first < enrolment.starts_on:
        raise ValidationError(_("A pause cannot begin before the enrolment."))
    for other in enrolment.pauses.exclude(until=F("first")):
        if (other.until is None or first < other.until) and (until is None or until > other.first):
            raise ValidationError(_("There is a pause on those days already. Resume or change that one."))


@transaction.atomic
def resume(enrolment: Enrolment, *, on: date, by: User, now: datetime, reason: str = "") -> Pause:
    """End the open pause: `on` is the first day back."""
    running = enrolment.pauses.select_for_update(no_key=True).filter(until__isnull=True).first()
    if running is None:
        raise ValidationError(_("There is no open pause to end."))
    running.until = max(on, running.first)
    running.save(update_fields=["until"])
    noted = audit.note("resumed", by=by, now=now, enrolment=enrolment, on=running.until.isoformat())
    stated.beside(noted, reason.strip(), enrolment.person_id)
    return running
