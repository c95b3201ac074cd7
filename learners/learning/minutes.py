"""Active minutes: an estimate of online time from the moments at which a person did something. Pure.

It is kept apart from group minutes. Nobody is timed: what a person reads or thinks away from the page is not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

IDLE = timedelta(minutes=5)  # a longer gap counts for nothing
LEAST = timedelta(minutes=1)  # what a moment alone counts for
DAY = timedelta(days=1)

Moment = tuple[datetime, UUID]  # when, and in which module
Spent = Mapping[tuple[date, UUID], timedelta]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `begins` to `ends` (UTC) in one module."""

    begins: datetime
    ends: datetime
    module_key: UUID


def spent(moments: Iterable[Moment], zone: ZoneInfo) -> dict[tuple[date, UUID], timedelta]:
    """Time by local day and module, whatever the order of the moments."""
    found: dict[tuple[date, UUID], timedelta] = {}
    for stretch in _stretches(sorted({(at.astimezone(UTC), key) for at, key in moments}, key=_order)):
        for day, time_of_day in _by_day(stretch, zone):
            place = (day, stretch.module_key)
            found[place] = found.get(place, timedelta()) + time_of_day
    return found


def by_day(times: Spent) -> dict[date, timedelta]:
    """The newest day first."""
    days: dict[date, timedelta] = {}
    for (day, _), time_of_day in sorted(times.items(), key=lambda pair: pair[0][0], reverse=True):
        days[day] = days.get(day, timedelta()) + time_of_day
    return days


def by_module(times: Spent) -> dict[UUID, timedelta]:
    modules: dict[UUID, timedelta] = {}
    for (_, key), time_of_day in times.items():
        modules[key] = modules.get(key, timedelta()) + time_of_day
    return modules


def whole(duration: timedelta) -> int:
    """Whole minutes, to the nearest; never 0 where there was something."""
    return max(1, round(duration / timedelta(minutes=1))) if duration else 0


def _order(moment: Moment) -> tuple[datetime, str]:
    return moment[0], str(moment[1])


def _stretches(moments: list[Moment]) -> Iterator[Stretch]:
    """Short gaps belong to the module in which they began; a burst that is too short is filled up to LEAST."""
    if not moments:
        return
    burst = moments[0][0]
    for (at, key), (then, _) in pairwise(moments):
        if then - at <= IDLE:
            yield Stretch(at, then, key)
        else:
            yield from _filled(burst, at, key)
            burst = then
    yield from _filled(burst, *moments[-1])


def _filled(burst: datetime, last: datetime, module_key: UUID) -> Iterator[Stretch]:
    if last - burst < LEAST:
        yield Stretch(last, burst + LEAST, module_key)


def _by_day(stretch: Stretch, zone: ZoneInfo) -> Iterator[tuple[date, timedelta]]:
    """Split at each local midnight."""
    begins = stretch.begins
    while begins < stretch.ends:
        day = begins.astimezone(zone).date()
        midnight = datetime.combine(day + DAY, time(), tzinfo=zone).astimezone(UTC)
        ends = min(stretch.ends, midnight)
        yield day, ends - begins
        begins = ends
