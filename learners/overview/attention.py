"""Why a person may need a word from staff: five rules over facts, each relative to the person's own start. Pure.

Reasons have no weight and are not added up: whoever reads them decides what they mean.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from learners.groups.attendance import MISSED
from learners.models import AttentionRules
from learners.planning.plan_dates import DAY, Calendar, Pause

QUIET: Final = "quiet"
MISSED_SESSIONS: Final = "missed-sessions"
TRIES: Final = "tries"
REVIEW: Final = "review"
SAFETY: Final = "safety"
RULES: Final = (QUIET, MISSED_SESSIONS, TRIES, REVIEW, SAFETY)
HOURS = 24  # of a day


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one person on one local day, `today`.

    `pauses` are days away, not more time. `waiting_since` is the first day on which something stood open that is not
    done; None where nothing waits. `sessions` are (day, status), oldest first. `tries` has the days on which check-ins
    that are not passed yet were handed in, `safety` the modules that the program wants first and that are not done.
    """

    zone: ZoneInfo
    today: date
    starts_on: date
    pauses: tuple[Pause, ...] = ()
    last_on: date | None = None
    waiting_since: date | None = None
    sessions: tuple[tuple[date, str], ...] = ()
    tries: Mapping[UUID, tuple[date, ...]] = field(default_factory=dict)
    review_on: date | None = None
    safety: tuple[UUID, ...] = ()

    @property
    def is_paused(self) -> bool:
        return self.is_away(self.today)

    def is_away(self, day: date) -> bool:
        return any(pause.first <= day and (pause.until is None or day < pause.until) for pause in self.pauses)


@dataclass(frozen=True, slots=True)
class Reason:
    """`about` names the facts, so that new ones make a new reason; `since` is the first day on which the rule held.

    `day` is the last opening, the last session missed or the day of the review; `number` counts sessions or tries.
    """

    rule: str
    about: str
    since: date
    day: date | None = None
    number: int = 0
    module: UUID | None = None


def reasons(facts: Facts, rules: AttentionRules, now: datetime) -> tuple[Reason, ...]:
    """Longest first. Nobody stands here before the own start; of who is away only a review is told."""
    if facts.today < facts.starts_on:
        return ()
    found = list(_review(facts, rules))
    if not facts.is_paused:
        found += [*_quiet(facts, rules), *_missed(facts, rules), *_tries(facts, rules), *_safety(facts, rules, now)]
    return tuple(sorted(found, key=lambda reason: (reason.since, RULES.index(reason.rule), reason.about)))


def missed_in_a_row(facts: Facts) -> tuple[date, ...]:
    """Oldest first, up to the last session that the person had. What fell into a pause is not missed."""
    due = [(day, status) for day, status in facts.sessions if not facts.is_away(day)]
    return tuple(day for day, _ in takewhile(lambda one: one[1] in MISSED, reversed(due)))[::-1]


def _quiet(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    """The clock runs from the start, the last opening, or the day on which something to open was there."""
    if not rules.quiet_days or facts.waiting_since is None:
        return
    base = max(day for day in (facts.starts_on, facts.last_on, facts.waiting_since) if day)
    since = _after(facts, base, rules.quiet_days)
    if since <= facts.today:
        yield Reason(QUIET, (facts.last_on or facts.starts_on).isoformat(), since, day=facts.last_on)


def _missed(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    missed = missed_in_a_row(facts)
    if rules.missed_sessions and len(missed) >= rules.missed_sessions:
        since = missed[rules.missed_sessions - 1]
        yield Reason(MISSED_SESSIONS, missed[-1].isoformat(), since, day=missed[-1], number=len(missed))


def _tries(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    for module, days in facts.tries.items():
        if rules.failed_attempts and len(days) >= rules.failed_attempts:
            about = f"{module}:{len(days)}"
            yield Reason(TRIES, about, days[rules.failed_attempts - 1], number=len(days), module=module)


def _review(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    if rules.reviews and facts.review_on and facts.review_on < facts.today:
        yield Reason(REVIEW, facts.review_on.isoformat(), facts.review_on + DAY, day=facts.review_on)


def _safety(facts: Facts, rules: AttentionRules, now: datetime) -> Iterator[Reason]:
    """Hours are counted from the end of the first day, as the person's own page says "by Wednesday"."""
    if not rules.safety_hours or not facts.safety:
        return
    days, hours = divmod(rules.safety_hours, HOURS)
    midnight = datetime.combine(_after(facts, facts.starts_on + DAY, days), time(), tzinfo=facts.zone)
    due = midnight.astimezone(UTC) + timedelta(hours=hours)
    if due <= now:
        since = due.astimezone(facts.zone).date()
        yield from (Reason(SAFETY, str(module), since, module=module) for module in facts.safety)


def _after(facts: Facts, start: date, days: int) -> date:
    """So many days later, those of pauses not counted."""
    return Calendar(start, facts.pauses, facts.today, 0).after(start, days)
