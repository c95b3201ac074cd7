"""A person's online minutes: the estimate, and what staff put in its place with a reason. Never group minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.learning import minutes as estimates
from learners.models import Enrolment, LearningEvent, MinutesCorrection, User
from learners.safekeeping import audit, stated

MOST = 24 * 60  # minutes of a day

# --- questions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnlineDay:
    day: date
    estimated: int
    correction: MinutesCorrection | None = None

    @property
    def counted(self) -> int:
        return self.estimated if self.correction is None else self.correction.minutes


@dataclass(frozen=True)
class Online:
    """`days` are the newest first; a correction replaces the estimate of its day. Modules are estimates always.

    `corrections` holds every one that was made, the newest first.
    """

    days: tuple[OnlineDay, ...]
    modules: dict[UUID, int]
    corrections: tuple[MinutesCorrection, ...]

    def by_title(self, titles: Mapping[UUID, str]) -> list[tuple[str, int]]:
        """Modules that have a title, the longest first."""
        named = [(titles[key], number) for key, number in self.modules.items() if key in titles]
        return sorted(named, key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def total(self) -> int:
        return sum(day.counted for day in self.days)


def of(enrolment: Enrolment, first: date = date.min, last: date = date.max) -> Online:
    """From `first` to `last`, both included. Two queries, of which the one for events reads two columns; three with
    corrections.
    """
    zone = enrolment.cohort.zone
    times = estimates.spent(_moments(enrolment, first, last), zone)
    times = {(day, key): time_of_day for (day, key), time_of_day in times.items() if first <= day <= last}
    made = enrolment.minutes_corrections.filter(day__range=(first, last)).select_related("by").order_by("-pk")
    corrections = tuple(made)
    stated.open_on({enrolment.person_id: corrections})
    newest = {one.day: one for one in reversed(corrections)}
    estimated = {day: estimates.whole(time_of_day) for day, time_of_day in estimates.by_day(times).items()}
    days = sorted({*estimated, *newest}, reverse=True)
    return Online(
        tuple(OnlineDay(day, estimated.get(day, 0), newest.get(day)) for day in days),
        {key: estimates.whole(time_of_day) for key, time_of_day in estimates.by_module(times).items()},
        corrections,
    )


def _moments(enrolment: Enrolment, first: date, last: date) -> list[estimates.Moment]:
    """When the person did something, not staff. A day more at both ends, for what reaches over midnight."""
    events = LearningEvent.objects.filter(enrolment=enrolment, by__isnull=True)
    if first > date.min:
        events = events.filter(at__gte=_midnight(enrolment, first - estimates.DAY))
    if last < date.max:
        events = events.filter(at__lt=_midnight(enrolment, last + timedelta(days=2)))
    return list(events.values_list("at", "module_key"))


def _midnight(enrolment: Enrolment, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=enrolment.cohort.zone)


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def correct(
    enrolment: Enrolment, *, day: date, minutes: int, reason: str, by: User, now: datetime
) -> MinutesCorrection:
    """Put a number in place of the day's estimate. What was there stays as history."""
    if not reason.strip():
        raise ValidationError(_("Say why, in a few words."))
    if not 0 <= minutes <= MOST:
        raise ValidationError(_("A day has 0 to 1,440 minutes."))
    if not enrolment.starts_on <= day <= enrolment.cohort.today(now):
        raise ValidationError(_("Choose a day between the start and today."))
    made = MinutesCorrection(enrolment=enrolment, day=day, minutes=minutes, by=by, at=now)
    stated.seal(made, reason.strip(), enrolment.person_id)
    made.save(force_insert=True)
    audit.note("minutes-corrected", by=by, now=now, enrolment=enrolment, day=day.isoformat(), minutes=minutes)
    return made
