"""Counts the days of a plan: weeks of seven days that stand still while the person is paused. Pure; local dates."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class Pause:
    """From `first` on nothing new opens; `until` is the first day back, None while that is not known.

    `more_time`: the plan waits, but the person is not away.
    """

    first: date
    until: date | None = None
    more_time: bool = False

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


class Calendar:
    """The own weeks of one person, as they look on one day. Overlapping pauses count once.

    `weeks` holds the first day of each own week and, last, the day after the last week. A pause without an end is taken
    to end tomorrow, so that what waits for it is always one day away; `held_from` is its first day.
    """

    __slots__ = ("held_from", "pauses", "weeks")

    def __init__(self, starts_on: date, pauses: Iterable[Pause], today: date, weeks: int) -> None:
        self.pauses = _merged(pauses, today)
        self.held_from = min((pause.first for pause in pauses if pause.until is None), default=None)
        self.weeks = [self.after(starts_on, WEEK * number) for number in range(weeks + 1)]

    def after(self, start: date, days: int) -> date:
        """The day after so many days without a pause; with 0, `start` or the end of the pause that it is in."""
        day = start + days * DAY
        for first, until in self.pauses:
            if day < first:
                break
            if until > start:
                day += until - max(first, start)
        return day

    def week_on(self, day: date) -> int:
        """The number of the own week; the first before the start and the last after the end."""
        return max(1, min(bisect_right(self.weeks, day), len(self.weeks) - 1))

    def is_held(self, opens_on: date) -> bool:
        """It opens on no known day, because the end of a pause is not known."""
        return self.held_from is not None and opens_on >= self.held_from


def _merged(pauses: Iterable[Pause], today: date) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for first, until in sorted((pause.first, pause.until or max(today, pause.first) + DAY) for pause in pauses):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        elif first < until:
            merged.append((first, until))
    return merged
