"""What the demo's staff and Maya did beside the plan: a sheet that she shows, notes, the day of a review."""

from collections.abc import Mapping
from datetime import date, timedelta

from courses.map import Outline
from learners.demo.admission import at_noon
from learners.models import Enrolment, User
from learners.overview import reviews
from learners.safekeeping import notes, sharing

DAY = timedelta(days=1)
SHARED = "p02"
NOTES = (
    ("maya", 6, "Shares more when we begin with the card on urges. Asks for mornings, because of her sister's visits."),
    ("maya", 2, "Wants to go through her sheet with us before Friday."),
    ("luis", 20, "Works nights this month and is tired in group. We agreed to look at the plan together."),
)


def write(accounts: Mapping[str, User], outline: Outline, *, today: date) -> None:
    """Call once, after the accounts have their lives."""
    fran = accounts["fran"]
    for name, ago, text in NOTES:
        notes.write(_episode(accounts[name]), text, by=fran, now=at_noon(today - ago * DAY))
    maya = _episode(accounts["maya"])
    if SHARED in outline.by_code:
        sharing.share(maya, outline.by_code[SHARED].key, now=at_noon(today - 3 * DAY))
    reviews.set_next(maya, today + 5 * DAY, by=fran, now=at_noon(today - 2 * DAY))


def _episode(person: User) -> Enrolment:
    return person.enrolments.select_related("person", "cohort").get(ended_on__isnull=True)
