"""All consents as the privacy officer reads them: which state each is in, and its history. What was signed stays sealed
until it is opened, which is audited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from learners.models import Cohort, Consent, ConsentCheck, ConsentEnd

SOON = timedelta(days=14)
WAITING, STANDING, EXPIRING, EXPIRED = "waiting", "standing", "expiring", "expired"
How = ConsentEnd.How
STATES: dict[str, Any] = {
    WAITING: _("signed, the other person has not come yet"),
    STANDING: _("standing"),
    EXPIRING: _("standing, ends within 14 days"),
    EXPIRED: _("expired"),
    **{str(how.value): how.label for how in How if how != How.EXPIRED},
}
MARKS = {WAITING: "open", STANDING: "done", EXPIRING: "part"}
SCOPES = (
    ("shows_week", _("which week")),
    ("shows_taking_part", _("taking part")),
    ("shows_items", _("shared items")),
)


@dataclass(frozen=True, slots=True)
class Paper:
    consent: Consent
    state: str
    checked: bool

    @property
    def words(self) -> Any:
        return STATES[self.state]

    @property
    def mark(self) -> str:
        return MARKS.get(self.state, "upcoming")

    @property
    def scopes(self) -> list[Any]:
        return [words for field, words in SCOPES if getattr(self.consent, field)]


def all_of(*, now: datetime, state: str = "", group: Cohort | None = None) -> QuerySet[Consent]:
    """The newest first. One query, and one for the time zones where a state is asked for."""
    found = _whole(Consent.objects.order_by("-signed_at", "-pk"))
    if group:
        found = found.filter(link__participant__cohort=group)
    return found.filter(in_state(state, now)) if state else found


def papers(consents: Iterable[Consent], *, now: datetime) -> list[Paper]:
    return [Paper(one, state_of(one, now), bool(getattr(one, "checked", False))) for one in consents]


def history(consent: Consent, *, now: datetime) -> list[Paper]:
    """Every consent of this participant for this person, the newest first. One query."""
    return papers(_whole(Consent.objects.filter(link=consent.link)).order_by("-signed_at", "-pk"), now=now)


def state_of(consent: Consent, now: datetime) -> str:
    """What is asked here is only for the list: each read of a family member asks anew whether a consent stands."""
    if end := getattr(consent, "end", None):
        return str(end.how)
    today, last = consent.link.participant.cohort.today(now), _last_day(consent)
    if last is not None and last < today:
        return EXPIRED
    if consent.link.taken_up_at is None:
        return WAITING
    return EXPIRING if last is not None and last - today <= SOON else STANDING


def in_state(state: str, now: datetime) -> Q:
    """One query: the time zones of the groups, for a day begins at another moment in each."""
    if state in How.values and state != How.EXPIRED:
        return Q(end__how=state)
    return _by_day(state, now) | Q(end__how=How.EXPIRED) if state == EXPIRED else _by_day(state, now)


def expiring(*, now: datetime) -> int:
    """How many end within two weeks. Two queries."""
    return Consent.objects.filter(in_state(EXPIRING, now)).count()


def _by_day(state: str, now: datetime) -> Q:
    zones = list(Cohort.objects.values_list("time_zone", flat=True).distinct())
    none = Q(pk__in=[])
    for zone in zones:
        none |= Q(link__participant__cohort__time_zone=zone) & _on(state, now.astimezone(ZoneInfo(zone)).date())
    return Q(end=None) & none


def _on(state: str, today: date) -> Q:
    ended = Q(expires_on=None, link__participant__ended_on__lt=today)
    over, soon = Q(expires_on__lt=today) | ended, today + SOON
    leaving = Q(expires_on=None, link__participant__ended_on__gte=today, link__participant__ended_on__lte=soon)
    ends_soon = Q(expires_on__gte=today, expires_on__lte=soon) | leaving
    came = Q(link__taken_up_at__isnull=False)
    return {
        EXPIRED: over,
        WAITING: ~over & ~came,
        EXPIRING: ends_soon & came,
        STANDING: ~over & ~ends_soon & came,
    }[state]


def _last_day(consent: Consent) -> date | None:
    return consent.expires_on or consent.link.participant.ended_on


def _whole(consents: QuerySet[Consent]) -> QuerySet[Consent]:
    joined = consents.select_related(
        "link__participant__person", "link__participant__cohort", "link__family_member", "text", "end__by"
    )
    return joined.annotate(checked=Exists(ConsentCheck.objects.filter(consent=OuterRef("pk"))))
