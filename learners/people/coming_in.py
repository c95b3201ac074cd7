"""Who comes in: the people of a cohort with how far they are from signing in, and how they are found again.

Questions only, in a fixed number of queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learners.entrance import invitations
from learners.models import Audience, Cohort, Enrolment, Invitation, User
from learners.people import roles
from learners.privacy import restriction

PEOPLE_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Comer:
    """One person. `mark` is the shape of the state, `words` say the same."""

    enrolment: Enrolment
    mark: str
    words: str
    changed_on: date

    @property
    def person(self) -> User:
        return self.enrolment.person

    @property
    def is_family(self) -> bool:
        return self.enrolment.audience == Audience.FAMILY

    @property
    def wants_code(self) -> bool:
        """Has no password yet, and may have one: a slip would help."""
        return self.person.is_active and not self.person.has_usable_password()

    @property
    def has_code(self) -> bool:
        """A code is on its way; a slip would end it."""
        return self.mark == "under-way"


def of_cohort(cohort: Cohort, *, left: bool, page: str, now: datetime) -> tuple[list[Comer], Page]:
    """Those who are in it, or who left it. Three queries for any number."""
    people = Enrolment.objects.filter(cohort=cohort, ended_on__isnull=not left).select_related("person")
    people = restriction.shown_in(cohort, people)
    order = ["-ended_on", "-pk"] if left else ["person__first_name", "person__last_name", "pk"]
    shown = Paginator(people.order_by(*order), PEOPLE_A_PAGE).get_page(page)
    for enrolment in shown:
        enrolment.cohort = cohort
    return comers(list(shown), now=now), shown


def found(asker: User, words: str, *, now: datetime) -> list[Comer]:
    """People of the cohorts that `asker` follows, by parts of name or sign-in name; the last 50 episodes at most."""
    mine = Enrolment.objects.filter(cohort__in=roles.followed_cohorts(asker)).select_related("person", "cohort")
    mine = mine.filter(restriction.open_to(asker))
    for word in words.split()[:5]:
        mine = mine.filter(_names(word))
    return comers(list(mine.order_by("-pk")[:PEOPLE_A_PAGE]), now=now)


def comers(enrolments: list[Enrolment], *, now: datetime) -> list[Comer]:
    """One query."""
    waiting = invitations.open_of(one.person_id for one in enrolments)
    return [_comer(one, waiting.get(one.person_id), now) for one in enrolments]


def cohorts_to_move_to(enrolment: Enrolment) -> QuerySet[Cohort]:
    """Open cohorts of the same program, whoever facilitates them."""
    others = Cohort.objects.filter(program=enrolment.cohort.program_id, is_open=True)
    return others.exclude(pk=enrolment.cohort_id).select_related("program").order_by("name", "pk")


def cohorts_to_admit_to(asker: User) -> QuerySet[Cohort]:
    return roles.followed_cohorts(asker).filter(is_open=True).select_related("program").order_by("name", "pk")


def _names(word: str) -> Q:
    return (
        Q(person__first_name__icontains=word)
        | Q(person__last_name__icontains=word)
        | Q(person__sign_in_name__icontains=word)
    )


def _comer(enrolment: Enrolment, invitation: Invitation | None, now: datetime) -> Comer:
    mark, words = state(enrolment.person, invitation, now)
    zone = enrolment.cohort.zone
    instants = [enrolment.person.last_login, invitation.made_at if invitation else None]
    days: Iterable[date] = [instant.astimezone(zone).date() for instant in instants if instant]
    first_known = min(enrolment.starts_on, enrolment.cohort.today(now))
    return Comer(enrolment, mark, words, max([*days, enrolment.ended_on or first_known]))


def state(person: User, invitation: Invitation | None, now: datetime) -> tuple[str, str]:
    if not person.is_active:
        return "upcoming", _("account closed")
    if person.last_login is not None:
        return "done", _("has signed in")
    if person.has_usable_password():
        return "done", _("has a password")
    if invitation is None:
        return "upcoming", _("not invited yet")
    if invitation.expires_at <= now:
        return "open", _("invited, but the code has run out")
    until = date_format(invitation.expires_at, "M j")
    return "under-way", _("invited %(way)s, until %(day)s") % {"way": invitation.get_way_display(), "day": until}
