"""How a family member comes in: with the open code of a program, or with the one-time code of a participant.

Both codes give the same account with the same course. Only saying yes to a participant's code connects two people, and
nothing is shown by a connection. Questions first, then deeds.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from learners.entrance import sign_in_names
from learners.families import codes, links
from learners.models import Audience, Cohort, FamilyLink, Program, User
from learners.people import accounts, enrolments


class OpensNothing(Exception):
    """The code was good a moment ago and is not any more."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """What a code opens. `link` is there for a participant's code; no page shows anything of it."""

    code: str
    cohort: Cohort | None
    link: FamilyLink | None

    @property
    def is_invitation(self) -> bool:
        return self.link is not None


# --- questions ------------------------------------------------------------------------------------------------------


def way_in(code: str, *, now: datetime) -> WayIn | None:
    """Two queries, whatever the code is and whatever is wrong with it."""
    posted, link = codes.usable(code), links.usable(code, now=now)
    if posted is None and link is None:
        return None
    return WayIn(code, posted.cohort if posted else None, None if posted else link)


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_account(way: WayIn, *, first_name: str, email: str, password: str, connect: bool, now: datetime) -> User:
    """A new account with the family course. Raises OpensNothing, and then nothing is made."""
    person = _account(first_name, email, now)
    person.set_password(password)
    person.email_unproven = bool(email)
    person.save(update_fields=["password", "email_unproven"])
    join(way, person, connect=connect, now=now)
    return person


@transaction.atomic
def join(way: WayIn, person: User, *, connect: bool, now: datetime) -> bool:
    """Give an account the family course, and connect it or say no where the code is a participant's. False where the
    person had the course already. Raises OpensNothing.
    """
    cohort = _cohort(way, person, now)
    _answer(way, person, connect, now)
    running = enrolments.current(person, Audience.FAMILY)
    if running is not None and running.ended_on is None:
        return False
    enrolments.enrol(person, cohort, by=person, now=now, audience=Audience.FAMILY)
    return True


@transaction.atomic
def refuse(way: WayIn, *, now: datetime) -> None:
    """Say no to a participant's code without an account. An open code asks nothing, so there is nothing to refuse."""
    if way.link is not None:
        links.decline(way.link, by=None, now=now)


def _answer(way: WayIn, person: User, connect: bool, now: datetime) -> None:
    if way.link is None:
        return
    done = links.take_up(way.code, person, now=now) if connect else links.decline(way.link, by=person, now=now)
    if not done:
        raise OpensNothing


def _cohort(way: WayIn, person: User, now: datetime) -> Cohort:
    """Held until the end, so that nobody comes in with a code that was ended meanwhile."""
    if way.link is not None:
        return codes.cohort_of(way.link.participant.cohort.program, by=person, now=now)
    if way.cohort is None:
        raise OpensNothing
    Program.objects.select_for_update(no_key=True).get(pk=way.cohort.program_id)
    if codes.usable(way.code) is None:
        raise OpensNothing
    return way.cohort


def _account(first_name: str, email: str, now: datetime) -> User:
    """The sign-in name is ours, so that nobody learns from a form which names are taken."""
    name = sign_in_names.suggest()
    return accounts.make(sign_in_name=name, first_name=first_name, email=email, by=None, now=now)
