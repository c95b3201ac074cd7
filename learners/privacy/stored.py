"""What is stored of a person, in a few groups and in plain words, with the page on which it is seen. Reads only."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cms import site
from learners.models import Enrolment, User
from learners.privacy import belongings

# Where a person sees rows of a table; what has no page of its own is in the export.
PAGES = {
    "learners.User": "account_security",
    "learners.SignIn": "account_sessions",
    "mfa.Authenticator": "account_security",
    "learners.CalendarFeed": "calendar",
    "learners.PrivacyRequest": "my_requests",
    "learners.AuditEvent": "who_looked",
    "learners.Enrolment": "plan",
    "learners.PlanChange": "history",
    "learners.Pause": "history",
    "learners.PathwayChange": "history",
    "learners.ModuleProgress": "program",
    "learners.Attempt": "history",
    "learners.Response": "history",
    "learners.WorksheetEntry": "my_plan",
    "learners.SharedSheet": "history",
    "learners.Certificate": "my_certificate",
    "learners.FamilyLink": "my_people",
    "learners.FamilyShare": "my_people",
    "learners.Consent": "my_people",
    "learners.Disclosure": "my_people",
}
OF_PARTICIPANTS = ("my_certificate", "my_people")
NOT_OF_PEOPLE = ("learners.PersonKey",)
GROUPS = (
    (_("Your account"), belongings.ACCOUNTS),
    (_("What you do here, and what your team writes down"), belongings.LEARNING),
    (_("What you and your family share"), belongings.SHARING),
    (_("What you did in the editor"), belongings.OF_EDITORS),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """`page` is the name of an address, empty where there is none."""

    heading: Any
    number: int
    page: str


def of(person: User) -> list[tuple[Any, list[Kept]]]:
    """Groups with something in them. One query."""
    counted = [one for one in belongings.counted(person) if one[0].model not in NOT_OF_PEOPLE]
    found = []
    for heading, group in GROUPS:
        lines = [Kept(side.heading, number, PAGES.get(one.model, "")) for one, side, number in counted if one in group]
        if lines:
            found.append((heading, lines))
    return found


def zone_of(person: User) -> ZoneInfo:
    """Of the group that the person was in last, else of the site. One query."""
    last = Enrolment.objects.filter(person=person).select_related("cohort").order_by("-pk").first()
    return last.cohort.zone if last else ZoneInfo(site.facts().time_zone)
