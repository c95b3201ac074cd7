"""Maya has named Rosa, signed for her, and shows her one sheet. Made by the deeds themselves, as if on those days."""

from collections.abc import Mapping
from datetime import date, timedelta

from courses.map import Outline
from learners.demo.admission import at_noon
from learners.families import consents, items, links, shown, wording
from learners.families.wording import Choices
from learners.models import FamilyLink, User

DAY = timedelta(days=1)
SHOWN = "p03"


def connect(accounts: Mapping[str, User], outline: Outline, *, today: date) -> None:
    """Call once, after the accounts have their lives."""
    maya, rosa = accounts["maya"], accounts["rosa"]
    enrolment = maya.enrolments.select_related("person", "cohort__program").get(ended_on__isnull=True)
    link, code = links.name(enrolment, rosa.first_name, FamilyLink.Relation.PARENT, now=at_noon(today - 6 * DAY))
    links.take_up(code, rosa, now=at_noon(today - 5 * DAY))
    signed_at = at_noon(today - 4 * DAY)
    consent = consents.sign(
        link,
        Choices(shows_week=True, shows_taking_part=True, shows_items=True),
        signature=maya.get_full_name(),
        seen=wording.page(link, now=signed_at).fingerprint,
        by=maya,
        now=signed_at,
    )
    if SHOWN in outline.by_code:
        items.share(link, module_key=outline.by_code[SHOWN].key, now=at_noon(today - 3 * DAY))
    shown.glance(consent, by=rosa, now=at_noon(today - 2 * DAY))
