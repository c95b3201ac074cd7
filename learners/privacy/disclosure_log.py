"""What was shown to family members, as the privacy officer reads it: the list, a table, and the accounting of one
person (42 CFR 2.25: three years back). It says which kind of thing was shown, never what stood in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms import site
from learners.models import Cohort, Disclosure, User

YEARS = 3
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    first: date | None = None
    last: date | None = None
    about: User | None = None
    to: User | None = None
    group: Cohort | None = None

    @property
    def query(self) -> str:
        """For an address: days and ids only."""
        parts = {
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "about": str(self.about.uid) if self.about else "",
            "to": str(self.to.uid) if self.to else "",
            "group": str(self.group.uid) if self.group else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})


def narrowed(asked: Asked) -> QuerySet[Disclosure]:
    """The newest first. One query."""
    zone = ZoneInfo(site.facts().time_zone)
    found = Disclosure.objects.order_by("-at", "-pk")
    if asked.first:
        found = found.filter(at__gte=datetime.combine(asked.first, time(), tzinfo=zone))
    if asked.last:
        found = found.filter(at__lt=datetime.combine(asked.last + timedelta(days=1), time(), tzinfo=zone))
    if asked.about:
        found = found.filter(enrolment__person=asked.about)
    if asked.to:
        found = found.filter(recipient=asked.to)
    found = found.filter(enrolment__cohort=asked.group) if asked.group else found
    return found.select_related("enrolment__person", "enrolment__cohort", "recipient", "consent")


def accounting(person: User, *, now: datetime) -> list[Disclosure]:
    """Of the last three years, the newest first. One query."""
    first = since(now)
    return list(narrowed(Asked(about=person, first=first)))


def since(now: datetime) -> date:
    return site.today(now) - timedelta(days=366 * YEARS)


def table(asked: Asked, may_go_on: Callable[[], bool]) -> Iterator[list[Any]]:
    """Names of columns, then each disclosure. One query for each 2,000."""
    people = [_("Of"), _("Of (id)"), _("To"), _("To (id)")]
    yield [_("Time"), _("What"), _("How"), *people, _("Consent (id)"), _("Disclosure (id)")]
    zone, more = ZoneInfo(site.facts().time_zone), True
    some = narrowed(asked).order_by("-pk")
    while more:
        if not may_go_on():
            yield [_("This table is not whole: your right to read it ended while it was written.")]
            return
        found = list(some[:ROWS_AT_ONCE])
        yield from (_row(one, zone) for one in found)
        more = len(found) == ROWS_AT_ONCE
        some = some.filter(pk__lt=found[-1].pk) if found else some


def _row(one: Disclosure, zone: ZoneInfo) -> list[Any]:
    of, to = one.enrolment.person, one.recipient
    who = [of.listed_name, str(of.uid), to.listed_name, str(to.uid)]
    at = one.at.astimezone(zone).isoformat(timespec="seconds")
    return [at, one.get_what_display(), one.get_form_display(), *who, str(one.consent.uid), str(one.uid)]
