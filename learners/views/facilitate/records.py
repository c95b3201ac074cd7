"""Education records: of a cohort and of one person, to read, to print and to paste. Each read is audited."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access
from learners.forms.records import DayRange
from learners.models import Cohort, Enrolment, User
from learners.records import record_words, records
from learners.records.record_lines import Record
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in

FOUR_WEEKS = timedelta(days=27)


@require_safe
@signed_in
def cohort(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """A group's sessions and people over some days."""
    now = timezone.now()
    group = access.check_can_follow(request.user, cohort_uid)
    asked = of_cohort_asked(request, group, now)
    record = read_cohort(group, asked, by=request.user, now=now, action="records-read") if asked.is_valid() else None
    shown = {
        **frame(group),
        "form": asked,
        "record": record,
        "manages": access.can_manage(request.user, group.program.uid),
    }
    return render(request, "learners/facilitate/records.html", shown, status=200 if record else 422)


@require_safe
@signed_in
def person(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """One person's record, with a text for the clinic's own."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    asked = of_person_asked(request, enrolment, now)
    shown = {**frame(enrolment.cohort), "form": asked, "enrolment": enrolment}
    if not asked.is_valid():
        return render(request, "learners/facilitate/person_record.html", shown, status=422)
    record = read_person(enrolment, asked, by=request.user, now=now, action="record-read")
    shown |= {"record": record, "sum": record.by_person[0], "text": record_words.text(record)}
    return render(request, "learners/facilitate/person_record.html", shown)


# --- what was asked for, and reading it -----------------------------------------------------------------------------


def of_cohort_asked(request: SignedIn, group: Cohort, now: datetime) -> DayRange:
    """The last four weeks, unless the address says which days."""
    today = group.today(now)
    return DayRange.of(request.GET, today - FOUR_WEEKS, today)


def of_person_asked(request: SignedIn, enrolment: Enrolment, now: datetime) -> DayRange:
    """The whole episode, or its last year."""
    last = max(enrolment.starts_on, enrolment.ended_on or enrolment.cohort.today(now))
    return DayRange.of(request.GET, max(enrolment.starts_on, last - timedelta(days=366)), last)


@transaction.atomic
def read_cohort(group: Cohort, asked: DayRange, *, by: User, now: datetime, action: str, **more: Any) -> Record:
    first, last = asked.days
    record = records.of_cohort(group, first=first, last=last, now=now)
    audit.note(action, by=by, now=now, cohort=group, **counted(record, first, last), **more)
    return record


@transaction.atomic
def read_person(enrolment: Enrolment, asked: DayRange, *, by: User, now: datetime, action: str, **more: Any) -> Record:
    first, last = asked.days
    record = records.of_person(enrolment, first=first, last=last, now=now)
    audit.note(
        action, by=by, now=now, enrolment=enrolment, cohort=enrolment.cohort, **counted(record, first, last), **more
    )
    return record


def counted(record: Record, first: date, last: date) -> dict[str, Any]:
    """What the audit keeps of a read: which days, how many lines. No names."""
    return {"first": first.isoformat(), "last": last.isoformat(), "lines": len(record.lines)}


def frame(group: Cohort) -> dict[str, Any]:
    return {"cohort": group, "bar_title": group.name, "bar_note": group.meets}
