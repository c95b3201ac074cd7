"""What waits for the privacy officer, for the first page of the desk. A fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from cms import site
from learners.access.emergencies import asks_for
from learners.models import CheckResult, EmergencyAccess, OutgoingMail, PrivacyRequest, User
from learners.privacy import checks, consent_papers, request_list, retention
from learners.privacy.request_list import Waiting

REQUESTS = 10


@dataclass(frozen=True, slots=True)
class Desk:
    asks: int  # in an emergency, that this officer may agree to
    requests: list[Waiting]
    open_requests: int
    emergencies: int
    expiring: int
    due: int
    check: CheckResult | None
    gave_up: int


def now_waiting(officer: User, now: datetime) -> Desk:
    open_ones = request_list.all_of(PrivacyRequest.State.OPEN)
    given_up = OutgoingMail.objects.filter(gave_up_at__isnull=False, tries__gt=0)
    return Desk(
        asks=asks_for(officer, now).count(),
        requests=request_list.with_days(list(open_ones[:REQUESTS]), site.today(now)),
        open_requests=open_ones.count(),
        emergencies=EmergencyAccess.objects.filter(seen_at=None).count(),
        expiring=consent_papers.expiring(now=now),
        due=len(retention.due(site.today(now))),
        check=checks.last(),
        gave_up=given_up.count(),
    )
