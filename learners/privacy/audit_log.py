"""The audit log as the privacy officer reads it: narrowed, by the page. In words, with ids. As a table: audit_table.py.

Reasons that staff wrote are not shown: they may tell of a person's treatment.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cms import site
from learners.models import AuditEvent, Cohort, EmergencyAccess, User
from learners.privacy import audit_words

LINES_A_PAGE = 50
EMERGENCIES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log is narrowed by. Days are those of the site's time zone, both included."""

    first: date | None = None
    last: date | None = None
    what: str = ""
    by: User | None = None
    about: User | None = None
    group: Cohort | None = None
    emergencies: bool = False

    @property
    def query(self) -> str:
        """For an address: days, codes and ids only."""
        parts = {
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "what": self.what,
            "by": str(self.by.uid) if self.by else "",
            "about": str(self.about.uid) if self.about else "",
            "group": str(self.group.uid) if self.group else "",
            "emergencies": "1" if self.emergencies else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the place in the chain, None before the chain began."""

    event: AuditEvent
    number: int | None
    said: str
    detail: str


@dataclass(frozen=True, slots=True)
class Page:
    """`older` is the id of the last event here where there are older ones."""

    lines: list[Line]
    older: int | None


# --- questions ------------------------------------------------------------------------------------------------------


def page(asked: Asked, *, before: int | None = None) -> Page:
    """The newest first; with `before` those older than that event. Two queries, whatever the size of the log."""
    events = newest(asked, before, LINES_A_PAGE + 1)
    found = list(events.select_related("by", "about", "cohort", "link"))
    shown = found[:LINES_A_PAGE]
    return Page([_line(one) for one in shown], shown[-1].pk if len(found) > LINES_A_PAGE else None)


def count(asked: Asked) -> int:
    return narrowed(asked).count()


def narrowed(asked: Asked) -> QuerySet[AuditEvent]:
    """In no order. One query, and one more for emergencies."""
    events = _but_for_actions(asked)
    if asked.what:
        events = events.filter(action__in=audit_words.codes_of(asked.what))
    return events.filter(_in_emergencies()) if asked.emergencies else events


def _but_for_actions(asked: Asked) -> QuerySet[AuditEvent]:
    events, zone = AuditEvent.objects.all(), ZoneInfo(site.facts().time_zone)
    if asked.first:
        events = events.filter(at__gte=_midnight(asked.first, zone))
    if asked.last:
        events = events.filter(at__lt=_midnight(asked.last + timedelta(days=1), zone))
    for column in ("by", "about"):
        if person := getattr(asked, column):
            events = events.filter(**{column: person})
    return events.filter(cohort=asked.group) if asked.group else events


def newest(asked: Asked, before: int | None, most: int) -> QuerySet[AuditEvent]:
    """The newest first, of those older than `before`.

    Many actions of everybody: the newest of each by its index, and of these the newest. In one go a database would sort
    every event of these actions.
    """
    codes = audit_words.codes_of(asked.what or (audit_words.EMERGENCIES if asked.emergencies else ""))
    if len(codes) > 1 and not (asked.by or asked.about or asked.group or (asked.what and asked.emergencies)):
        events = _in_order(_older(_but_for_actions(asked), before))
        ways = [Q(action=code) for code in codes] + ([_read_in_emergencies()] if asked.emergencies else [])
        each = (Q(pk__in=events.filter(way).values("pk")[:most]) for way in ways)
        found = AuditEvent.objects.filter(reduce(or_, each))
    else:
        found = _older(narrowed(asked), before)
    return _in_order(found)[:most]


def _in_order(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    return events.order_by("-at", "-pk")


def _in_emergencies() -> Q:
    """What was said about emergencies, and what was read in them. One query."""
    return Q(action__in=audit_words.codes_of(audit_words.EMERGENCIES)) | _read_in_emergencies()


def _read_in_emergencies() -> Q:
    """In the last hundred. One query."""
    found = Q(pk__in=[])
    agreed = EmergencyAccess.objects.filter(agreed_at__isnull=False).select_related("enrolment").order_by("-agreed_at")
    for one in agreed[:EMERGENCIES_AT_ONCE]:
        within = Q(about=one.enrolment.person_id, at__gte=one.agreed_at, at__lte=one.until)
        found |= within & Q(by=one.person_id, detail__emergency=str(one.uid))
    return found


def _older(events: QuerySet[AuditEvent], before: int | None) -> QuerySet[AuditEvent]:
    """By time and then by id: both have an index to walk along."""
    if before is None:
        return events
    at = AuditEvent.objects.filter(pk=before).values_list("at", flat=True).first()
    if at is None:
        return events
    return events.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=before))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _line(event: AuditEvent) -> Line:
    link = getattr(event, "link", None)
    number = link.number if link else None
    return Line(event, number, audit_words.said(event.action), audit_words.detail(event.detail))
