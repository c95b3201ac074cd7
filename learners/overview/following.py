"""What staff must know of many people at once, before group or to see who may need a word. A fixed number of queries.

Reads only; what it finds is judged in `learners.overview.attention`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from learners.groups import attendance
from learners.models import (
    Acknowledgement,
    Attempt,
    AttentionRules,
    Enrolment,
    ModuleProgress,
    Pause,
    Program,
    ProgressReview,
)
from learners.overview import attention
from learners.overview.attention import Facts, Reason
from learners.planning import assigned
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan_dates import Pause as PausedDays

WAITING = ("open", "under-way", "make-up")
STAFF_DEEDS = ("excused_at", "worksheet_discussed_at")


@dataclass(frozen=True, slots=True)
class Followed:
    """One person: `reasons` that nobody has seen yet, and those that somebody has, with who and when."""

    plan: PersonPlan
    facts: Facts
    reasons: tuple[Reason, ...]
    seen: tuple[tuple[Reason, Acknowledgement], ...] = ()

    @property
    def enrolment(self) -> Enrolment:
        return self.plan.enrolment

    def title_of(self, reason: Reason) -> str:
        """Of the module that it is about; empty where it is about none."""
        row = self.plan.by_key.get(reason.module) if reason.module else None
        return row.module.title if row else ""

    @property
    def sessions_to_make_up(self) -> tuple[date, ...]:
        return tuple(day for day, status in self.facts.sessions if status in attendance.MISSED)


def of(people: Sequence[Enrolment], *, now: datetime) -> list[Followed]:
    """In the order of `people`, fetched with person, cohort and program. Seven queries for one program, nine where
    staff changed plans.
    """
    plans = assigned.for_many(people, now=now)
    ids = [one.pk for one in people]
    sessions, reviews, tries = _sessions(ids), _reviews(ids), _tries(ids)
    rules = rules_of({one.cohort.program for one in people})
    seen = _acknowledged(ids)
    made = []
    for plan in plans:
        key = plan.enrolment.pk
        facts = _facts(plan, sessions.get(key, ()), tries.get(key, {}), reviews.get(key))
        found = _reasons(plan.enrolment, facts, rules, now)
        known = {reason: seen[key, reason.rule, reason.about] for reason in found if _key(key, reason) in seen}
        new = tuple(reason for reason in found if reason not in known)
        made.append(Followed(plan, facts, new, tuple(known.items())))
    return made


def rules_of(programs: Collection[Program]) -> dict[int, AttentionRules]:
    """By program; one without a row has the defaults. One query."""
    rows = {row.program_id: row for row in AttentionRules.objects.filter(program__in=programs)}
    return {program.pk: rows.get(program.pk) or AttentionRules(program=program) for program in programs}


def _reasons(enrolment: Enrolment, facts: Facts, rules: dict[int, AttentionRules], now: datetime) -> tuple[Reason, ...]:
    """None for who has left."""
    return () if enrolment.ended_on else attention.reasons(facts, rules[enrolment.cohort.program_id], now)


# --- facts of one person --------------------------------------------------------------------------------------------


def _facts(
    plan: PersonPlan, sessions: Sequence[tuple[date, str]], tries: dict[UUID, list[datetime]], review: date | None
) -> Facts:
    enrolment, zone = plan.enrolment, plan.enrolment.cohort.zone
    last_at = _last_at(plan)
    left = {row.module.key: row for row in plan.wanted if row.standing in WAITING}
    return Facts(
        zone=zone,
        today=plan.today,
        starts_on=enrolment.starts_on,
        pauses=_away(enrolment),
        last_on=last_at.astimezone(zone).date() if last_at else None,
        waiting_since=min((row.assignment.opens_on for row in left.values()), default=None),
        sessions=tuple(sessions),
        tries={key: _days(tries[key], zone) for key, row in left.items() if key in tries and not _is_passed(row)},
        review_on=review,
        safety=tuple(key for key, row in left.items() if row.module.code in plan.outline.rules.due_within_hours),
    )


def _is_passed(row: Row) -> bool:
    """By an attempt, or by a key that was corrected afterwards."""
    return bool(row.progress and row.progress.passed_at)


def _days(moments: Sequence[datetime], zone: ZoneInfo) -> tuple[date, ...]:
    return tuple(at.astimezone(zone).date() for at in moments)


def _away(enrolment: Enrolment) -> tuple[PausedDays, ...]:
    """Pauses, fetched with the plan; more time is no time away."""
    pauses = enrolment.pauses.all() if enrolment.changed else ()
    return tuple(PausedDays(one.first, one.until) for one in pauses if one.kind == Pause.Kind.PAUSE)


def _last_at(plan: PersonPlan) -> datetime | None:
    """When the person last did something."""
    rows = (row.progress for row in plan.rows if row.progress)
    return max((row.last_at for row in rows if _is_own(row)), default=None)


def _is_own(row: ModuleProgress) -> bool:
    """Not a row that exists only because staff excused the module."""
    own = row.last_card or row.cards_finished_at or row.worksheet_saved_at or row.worksheet_finished_at or row.attempts
    return bool(own) or not any(getattr(row, name) for name in STAFF_DEEDS)


# --- what else is read ----------------------------------------------------------------------------------------------


def _sessions(ids: Collection[int]) -> dict[int, list[tuple[date, str]]]:
    """(day, status) of each session that a person had, oldest first, in whichever cohort. One query."""
    found: dict[int, list[tuple[date, str]]] = {}
    for row in attendance.newest(enrolment__in=ids).values():
        found.setdefault(row.enrolment_id, []).append((row.session.held_on, row.status))
    return {key: sorted(days) for key, days in found.items()}


def _reviews(ids: Collection[int]) -> dict[int, date]:
    """The day of the open review. One query."""
    rows = ProgressReview.objects.filter(enrolment__in=ids, done_on__isnull=True)
    return dict(rows.values_list("enrolment_id", "due_on"))


def _tries(ids: Collection[int]) -> dict[int, dict[UUID, list[datetime]]]:
    """When check-ins were handed in without passing, by person and module. One query."""
    rows = Attempt.objects.filter(enrolment__in=ids, passed=False).order_by("number")
    found: dict[int, dict[UUID, list[datetime]]] = {}
    for key, module, at in rows.values_list("enrolment_id", "module_key", "submitted_at"):
        if at:  # not passed, so handed in
            found.setdefault(key, {}).setdefault(module, []).append(at)
    return found


def _acknowledged(ids: Collection[int]) -> dict[tuple[int, str, str], Acknowledgement]:
    """The newest of each reason. One query."""
    rows = Acknowledgement.objects.filter(enrolment__in=ids).select_related("by").order_by("pk")
    return {(row.enrolment_id, row.rule, row.about): row for row in rows}


def _key(enrolment: int, reason: Reason) -> tuple[int, str, str]:
    return enrolment, reason.rule, reason.about
