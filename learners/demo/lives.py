"""Draws who an invented learner is and how the weeks go: track, habits, pauses, stopping, coming back. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from courses import vocabulary
from learners.demo import people
from learners.demo.people import Name

PROGRAM_DAYS = 12 * 7
LONGEST_AGO = 30 * 7  # days before today on which the first people began
FAMILY_EVERY = 6  # one learner in so many is a family member


Script = tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances from 0 to 1, but `waits` (at most so many days before a new try), `hour` (of the day) and `rereads`
    (cards read again for each module, on average)."""

    skill: float = 0.8
    diligence: float = 0.8
    makes_up: float = 0.5
    finishes: float = 0.9
    tries_again: float = 0.85
    waits: int = 3
    short: float = 0.06
    writes: float = 0.8
    hour: int = 18
    rereads: float = 0.0


@dataclass(frozen=True, slots=True)
class Episode:
    """`stops_on` is the first day without anything done, `pause` (first day, day back or None while it is open).

    `skipped` is the key of a module that staff took out of the plan. With a `script` of (module code, days after the
    start, "all", "cards", "half" or "talked") things go as it says instead of by chance.
    """

    starts_on: date
    stops_on: date | None = None
    ended_on: date | None = None
    pause: tuple[date, date | None] | None = None
    skipped: UUID | None = None
    script: Script | None = None

    def is_away(self, day: date) -> bool:
        return self.pause is not None and self.pause[0] <= day and (self.pause[1] is None or day < self.pause[1])


@dataclass(frozen=True, slots=True)
class Life:
    who: Name
    audience: str
    pathway: str
    conditions: tuple[str, ...]
    habits: Habits
    episodes: tuple[Episode, ...]


def draw(number: int, chance: Random, today: date, *, rereads: float = 0.0, depth: float = 1.0) -> Life:
    """The same chance gives the same life. `depth` below 1 makes everybody's start more recent."""
    family = number % FAMILY_EVERY == FAMILY_EVERY - 1
    who = people.name(chance)
    pathway, conditions = ("", ()) if family else _pathway(chance)
    habits = _habits(chance, rereads)
    ago = round(chance.randint(0, LONGEST_AGO) * depth)
    episodes = _episodes(today - timedelta(days=ago), today, chance)
    audience = vocabulary.FAMILY if family else vocabulary.PARTICIPANT
    return Life(who, audience, pathway, conditions, habits, episodes)


def _pathway(chance: Random) -> tuple[str, tuple[str, ...]]:
    pathway = chance.choices(vocabulary.PATHWAYS, (45, 20, 35))[0]
    substance = chance.sample(vocabulary.SUBSTANCE_CONDITIONS, chance.choice((1, 1, 2)))
    mental = chance.sample(vocabulary.MENTAL_HEALTH_CONDITIONS, chance.choice((1, 1, 2)))
    chosen = {
        vocabulary.SUBSTANCE_USE: substance,
        vocabulary.MENTAL_HEALTH: mental,
        vocabulary.CO_OCCURRING: [*substance, *mental],
    }
    return pathway, tuple(sorted(chosen[pathway]))


def _habits(chance: Random, rereads: float) -> Habits:
    return Habits(
        skill=chance.uniform(0.62, 0.97),
        diligence=chance.betavariate(5, 1.6),
        makes_up=chance.uniform(0.2, 0.8),
        short=chance.choice((0.0, 0.05, 0.25)),
        writes=chance.uniform(0.5, 0.95),
        hour=chance.choice((7, 12, 17, 19, 20, 21)),
        rereads=rereads,
    )


def _episodes(start: date, today: date, chance: Random) -> tuple[Episode, ...]:
    """Most go through; some stop, some of those come back, some pause."""
    here = (today - start).days
    if here > 60 and chance.random() < 0.12:
        first = _left(start, chance.randint(15, 40), chance.randint(3, 14))
        again: date = first.ended_on + timedelta(days=chance.randint(3, here - 54))  # type: ignore[operator, assignment] # _left ends it
        return first, _whole(again, today, chance)
    if chance.random() < 0.16:
        days = chance.randint(3, 60)
        left = _left(start, days, chance.randint(7, 21))
        is_over = left.ended_on is not None and left.ended_on <= today and chance.random() < 0.7
        return (left if is_over else Episode(start, left.stops_on),)
    return (_whole(start, today, chance),)


def _left(start: date, days: int, until_discharge: int) -> Episode:
    stops = start + timedelta(days=days)
    return Episode(start, stops, stops + timedelta(days=until_discharge))


def _whole(start: date, today: date, chance: Random) -> Episode:
    """Twelve weeks and, where there was a pause, its days on top; running while that is not over."""
    pause, extra = None, chance.randint(0, 10)
    here = (today - start).days
    if here > 10 and chance.random() < 0.14:
        first = start + timedelta(days=chance.randint(5, min(here - 3, 70)))
        away = chance.randint(3, 18)
        until = first + timedelta(days=away)
        pause, extra = (first, until if until <= today else None), extra + away
    over = start + timedelta(days=PROGRAM_DAYS + extra)
    return Episode(start, ended_on=over if over <= today else None, pause=pause)
