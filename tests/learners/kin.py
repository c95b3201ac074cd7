"""What families have in the world of the matrix, made by the deeds of those who made it: whom each participant named,
signed for and shows things to, and the state in which each family member is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from learners.families import consents, items, leaving, links, wording
from learners.families.wording import Choices
from learners.models import Consent, Enrolment, FamilyLink, FamilyShare, User
from tests.learners.principals import LINKED, PARTICIPANTS

DAY = timedelta(days=1)
EVERYTHING = {"shows_week": True, "shows_taking_part": True, "shows_items": True}
CALLED = "Rosa"


@dataclass
class Kin:
    """`named`, `signed`, `items`, `ended_items`: by the participant's name. The others: by the family member's."""

    named: dict[str, FamilyLink] = field(default_factory=dict)
    signed: dict[str, Consent] = field(default_factory=dict)
    items: dict[str, FamilyShare] = field(default_factory=dict)
    ended_items: dict[str, FamilyShare] = field(default_factory=dict)
    links: dict[str, FamilyLink] = field(default_factory=dict)
    left: dict[str, FamilyLink] = field(default_factory=dict)
    consents: dict[str, Consent] = field(default_factory=dict)
    shown: dict[str, FamilyShare] = field(default_factory=dict)
    stopped: dict[str, FamilyShare] = field(default_factory=dict)


def make_kin(users: Mapping[str, User], learns: Mapping[str, Enrolment], *, now: datetime) -> Kin:
    kin = Kin()
    for name in (*PARTICIPANTS, "erin"):
        then = now - 9 * DAY if learns[name].ended_on else now
        link, _code = links.name(learns[name], CALLED, "friend", now=then)
        kin.named[name], kin.signed[name] = link, sign(link, now=then)
        kin.ended_items[name], kin.items[name] = shown_twice(link, now=then)
    for name in LINKED:
        kin.links[name] = connect(learns["ana"], users[name], now=now - 9 * DAY)
        _show(kin, name, now)
        left = connect(learns["ben"], users[name], now=now)
        leaving.leave(users[name], left.uid, now=now)
        kin.left[name] = left
    return kin


def _show(kin: Kin, name: str, now: datetime) -> None:
    """Fay's and Bea's stand for everything, Flo's is revoked, Fred's expired. Fern's was changed, to the week only."""
    link, then = kin.links[name], now - 9 * DAY
    until = {"expires_on": (now - 3 * DAY).date()} if name == "fred" else {}
    kin.consents[name] = sign(link, now=then, **until)
    kin.stopped[name], kin.shown[name] = shown_twice(link, now=then)
    if name == "flo":
        consents.revoke(link, by=link.participant.person, now=now - DAY)
    if name == "fern":
        kin.consents[name] = sign(link, now=now - DAY, shows_taking_part=False, shows_items=False)


def connect(participant: Enrolment, member: User, *, now: datetime) -> FamilyLink:
    """Named by the participant, and taken up with the code. Somebody who is linked already stays so."""
    found = FamilyLink.objects.filter(participant=participant, family_member=member).first()
    if found:
        return found
    _link, code = links.name(participant, member.first_name, "sibling", now=now)
    taken = links.take_up(code, member, now=now)
    assert taken
    return taken


def sign(link: FamilyLink, *, now: datetime, **choices: object) -> Consent:
    """By the participant, on the page as it stands at that time."""
    seen, who = wording.page(link, now=now).fingerprint, link.participant.person
    return consents.sign(
        link, Choices(**{**EVERYTHING, **choices}), signature=who.get_full_name(), seen=seen, by=who, now=now
    )


def shown_twice(link: FamilyLink, *, now: datetime) -> tuple[FamilyShare, FamilyShare]:
    """The own plan: shown, stopped, and shown again."""
    first = items.share(link, now=now)
    items.stop(link, first.uid, now=now)
    return first, items.share(link, now=now)
