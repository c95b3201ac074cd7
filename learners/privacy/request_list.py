"""Requests of people as the privacy officer reads them: what is open first, by the day on which it is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from learners.models import PrivacyRequest

State = PrivacyRequest.State


@dataclass(frozen=True, slots=True)
class Waiting:
    """`left` is the number of days until it is due, below zero where that has passed; None once it is closed."""

    request: PrivacyRequest
    left: int | None


def all_of(state: str = "") -> QuerySet[PrivacyRequest]:
    """One query. Of what is closed the newest first."""
    closed = Case(When(state=State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = PrivacyRequest.objects.select_related("person", "decided_by").annotate(closed=closed)
    found = found.filter(state=state) if state else found
    return found.order_by("closed", "due_on", "-decided_at", "pk")


def with_days(requests: list[PrivacyRequest], today: date) -> list[Waiting]:
    return [Waiting(one, days_left(one, today)) for one in requests]


def days_left(request: PrivacyRequest, today: date) -> int | None:
    return (request.due_on - today).days if request.state == State.OPEN else None
