"""What a group sees on the wall, one thing a screen. It knows the topic and nobody's name, and shows no word of the
facilitator's guide but how many minutes its parts take.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from courses import cards, editions, guides, vocabulary
from courses.cards import WholeCard
from learners.groups.running import Evening

FIRST_INSTANT = 1_000_000_000  # seconds since the epoch; what stands in an address before that is nonsense
LONGEST_TIMER = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Screen:
    """`kind` is start, homework, card, practice, question or next."""

    kind: str
    card: WholeCard | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """A part of the session by its place, without its words. `began` is None before somebody starts it."""

    place: int
    out_of: int
    minutes: int
    began: datetime | None
    now: datetime

    @property
    def ends(self) -> datetime | None:
        return self.began + timedelta(minutes=self.minutes) if self.began else None

    @property
    def seconds_left(self) -> int:
        return max(0, int((self.ends - self.now).total_seconds())) if self.ends else 60 * self.minutes

    @property
    def stamp(self) -> str:
        """For addresses."""
        return str(int(self.began.timestamp())) if self.began else ""


def screens(evening: Evening) -> list[Screen]:
    """In the order of the evening. No query when warm. Raises `courses.cards.Missing`."""
    topic = evening.topic
    shown = [Screen("start")]
    if evening.sheet:
        shown.append(Screen("homework"))
    if topic is None:
        return shown
    variant = vocabulary.FAMILY if topic.audience == vocabulary.FAMILY else vocabulary.CO_OCCURRING
    shown += [Screen("card", card) for card in cards.all_of(topic.key, variant)]
    if worksheet_of(evening):
        shown.append(Screen("practice"))
    return [*shown, Screen("question"), Screen("next")]


def worksheet_of(evening: Evening) -> dict[str, Any] | None:
    """Of today's topic, as in the edition of the session."""
    edition_id = evening.edition_id
    return editions.content(editions.get(edition_id)).worksheet if edition_id else None


def timer(evening: Evening, part: str, began: str, *, now: datetime) -> Timer | None:
    """None where the topic's guide has no parts. `part` and `began` come from the address."""
    minutes = _minutes(evening)
    if not minutes:
        return None
    place = min(max(int(part), 1), len(minutes)) if part.isascii() and part.isdigit() and len(part) < 4 else 1
    return Timer(place, len(minutes), minutes[place - 1], _instant(began, now), now)


def _minutes(evening: Evening) -> list[int]:
    if evening.topic is None:
        return []
    try:
        return [step.ends - step.begins for step in guides.get(evening.topic.key).steps]
    except guides.Missing:
        return []


def _instant(began: str, now: datetime) -> datetime | None:
    if not (began.isascii() and began.isdigit() and len(began) < 11 and int(began) > FIRST_INSTANT):
        return None
    at = datetime.fromtimestamp(int(began), tz=now.tzinfo)
    return at if now - LONGEST_TIMER < at <= now + timedelta(minutes=1) else None
