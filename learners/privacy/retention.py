"""How long things are kept. A daily job deletes what only opened something; people are listed, never erased by it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from learners.models import AuditEvent, CalendarFeed, Enrolment, Invitation, RetentionRules, RoleGrant, User
from learners.privacy import erasure_ledger, packing
from learners.safekeeping import audit

LEAST_YEARS = 6  # 45 CFR 164.316(b)(2): whatever a row says, records are kept so long
DAYS_A_YEAR = 365.25
ONCE_IN = timedelta(hours=23)
DONE = "retention-done"


@dataclass(frozen=True, slots=True)
class Due:
    """A person whose last program ended on `ended_on`, longer ago than the clinic wants to keep what was written."""

    person: User
    ended_on: date


# --- questions ------------------------------------------------------------------------------------------------------


def rules() -> RetentionRules:
    """The clinic's, or the defaults. Never below what the law asks for. One query."""
    row = RetentionRules.objects.order_by("pk").first() or RetentionRules()
    row.record_years = max(row.record_years, LEAST_YEARS)
    return row


def due(today: date) -> list[Due]:
    """The longest gone first, for the desk. Two queries."""
    return [Due(person, person.last_day) for person in _gone(today).order_by("last_day", "pk")]


def is_due(person: User, today: date) -> bool:
    """Two queries."""
    return _gone(today).filter(pk=person.pk).exists()


def _gone(today: date) -> QuerySet:
    """Nobody who is in a program, worked here, or has been erased; records are looked at with the longer of both times,
    because a name that goes takes its meaning from them.
    """
    kept = rules()
    years = max(kept.writing_years, kept.record_years)
    until = today - timedelta(days=round(years * DAYS_A_YEAR))
    running = Enrolment.objects.filter(person=OuterRef("pk"), ended_on=None)
    worked = RoleGrant.objects.filter(person=OuterRef("pk"))
    people = User.objects.filter(~Exists(running), ~Exists(worked), erased_at=None, is_superuser=False)
    return people.annotate(last_day=Max("enrolments__ended_on")).filter(last_day__lte=until)


# --- what the tick does ---------------------------------------------------------------------------------------------


def once_a_day(now: datetime) -> int:
    """Returns how many rows were deleted."""
    if AuditEvent.objects.filter(action=DONE, at__gt=now - ONCE_IN).exists():
        return 0
    erasure_ledger.bring_up_to_date()
    if User.objects.filter(erased_at__gt=now - 2 * ONCE_IN).exists():
        packing.pack()
    return delete_done(now)


@transaction.atomic
def delete_done(now: datetime) -> int:
    """Codes and calendar addresses that open nothing any more. Mail and sessions have jobs of their own."""
    old = now - timedelta(days=rules().invitation_days)
    over = Q(used_at__lt=old) | Q(ended_at__lt=old) | Q(expires_at__lt=old)
    codes = Invitation.objects.filter(over).delete()[0]
    feeds = CalendarFeed.objects.filter(ended_at__lt=old).delete()[0]
    audit.note(DONE, by=None, now=now, codes=codes, feeds=feeds)
    return codes + feeds
