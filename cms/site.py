"""What every page needs to know about this site, held in memory for a minute: `facts()` costs no query when warm.

It never fails: where the database cannot answer, the built-in crisis numbers and defaults stand in.
"""

import logging
import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest

from cms import crisis

HOLD = 60.0  # seconds; a change shows at once in the process that made it, elsewhere within this time
HELP_URL = "/getting-help-now/"
LEAVE_URL = "https://www.weather.gov/"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CrisisResource:
    """`tel` and `sms` are addresses for links ("tel:988"), empty where there is none."""

    name: str
    contact: str
    tel: str
    sms: str
    url: str
    note: str
    group: str
    first: bool
    last_checked: date | None


def built_in() -> tuple[CrisisResource, ...]:
    return tuple(as_fact(resource, crisis.CHECKED) for resource in crisis.RESOURCES)


@dataclass(frozen=True)
class SiteFacts:
    """The defaults are those of a fresh site."""

    program_name: str = "Groundwork"
    sender_name: str = "Notices"
    day_phone: str = ""
    after_hours_phone: str = ""
    after_hours_text: str = "This site is not watched round the clock."
    time_zone: str = "America/New_York"
    leave_url: str = LEAVE_URL
    staff_idle_minutes: int = 15
    learner_idle_minutes: int = 30
    shared_idle_minutes: int = 10
    crisis_resources: tuple[CrisisResource, ...] = field(default_factory=built_in)
    help_url: str = HELP_URL
    menu: tuple[tuple[str, str], ...] = ()

    @property
    def day_tel(self) -> str:
        return tel(self.day_phone)

    @property
    def after_hours_tel(self) -> str:
        return tel(self.after_hours_phone)

    @property
    def violence_line(self) -> CrisisResource:
        """For those who are not safe at home: the clinic's own entry by its name, else the built-in one."""
        found = (one for one in (*self.crisis_resources, *built_in()) if crisis.VIOLENCE in one.name)
        return next(found)

    @property
    def first_resources(self) -> tuple[CrisisResource, ...]:
        return tuple(resource for resource in self.crisis_resources if resource.first)


def tel(phone: str) -> str:
    """The link for a phone number as a person writes it."""
    digits = re.sub(r"[^0-9+*#]", "", phone)
    return f"tel:{digits}" if digits else ""


def as_fact(resource: Any, last_checked: date | None) -> CrisisResource:
    """From anything with the fields of `cms.crisis.Resource`."""
    sms = re.sub(r"[^0-9+]", "", resource.text_to)
    return CrisisResource(
        name=resource.name,
        contact=resource.contact,
        tel=tel(resource.phone),
        sms=f"sms:{sms}" if sms else "",
        url=resource.url,
        note=resource.note,
        group=resource.group,
        first=resource.first,
        last_checked=last_checked,
    )


_held: tuple[float, SiteFacts] | None = None


def facts() -> SiteFacts:
    """The facts of the default site. Five queries when cold, none when warm. Never raises."""
    global _held
    held = _held
    if held and time.monotonic() < held[0]:
        return held[1]
    try:
        fresh = _read()
    except Exception as error:  # an error page must still show the numbers
        log.warning("Site settings cannot be read (%s): the built-in ones are shown.", type(error).__name__)
        return held[1] if held else SiteFacts()
    _held = (time.monotonic() + HOLD, fresh)
    return fresh


def today(now: datetime) -> date:
    """The day that it is at the clinic: where nobody's group says otherwise, a day is never one of UTC."""
    return now.astimezone(ZoneInfo(facts().time_zone)).date()


def forget() -> None:
    """Read anew at the next call; see `forget_after_commit`."""
    global _held
    _held = None


def forget_after_commit() -> None:
    """At once for this request, and again after commit for what another thread read in between."""
    forget()
    transaction.on_commit(forget)


def _read() -> SiteFacts:
    from cms.models import SiteSettings

    return SiteSettings.facts_of_default_site()


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site_facts` in every template."""
    return {"site_facts": facts()}
