"""Who looked at a person's record, and who changed something about it: read from the audit, for that person.

What is about one person says so. Of a list of a group the log says that it was opened, not whom it showed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from learners.models import AuditEvent, Cohort, Enrolment, RoleGrant, User
from learners.privacy import action_words

A_PAGE = 25
OF_PROGRAM = ("program-read", "program-exported")
ALSO_LATER = ("records-read", "records-exported", "insight-read", "program-read", "program-exported")


@dataclass(frozen=True, slots=True)
class Look:
    """One line. `who` and `role` are words; `of_group`: a list of many, on which the person may have stood."""

    at: datetime
    who: str
    role: str
    what: str
    of_group: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in a group, from the first day until the last, by days of the group; `last` is None while it goes on."""

    cohort_id: int
    first: date
    last: date | None


def of(person: User, page: str) -> tuple[list[Look], Page]:
    """Newest first, without what the person did. Six queries, whatever the number."""
    found = Paginator(_events(person), A_PAGE).get_page(page)
    roles = roles_of({event.by_id for event in found if event.by_id})
    return [_look(event, person, roles) for event in found], found


def roles_of(people: Iterable[int]) -> dict[int, list[RoleGrant]]:
    """What each of them is or was. One query."""
    held: dict[int, list[RoleGrant]] = {}
    for grant in RoleGrant.objects.filter(person__in=list(people)).order_by("ended_at", "pk"):
        held.setdefault(grant.person_id, []).append(grant)
    return held


def role_in_words(grants: list[RoleGrant], cohort_id: int | None = None) -> str:
    """The role that fits the group best; "staff" where none is known."""
    here = [one for one in grants if cohort_id and one.cohort_id == cohort_id]
    return str((here or grants)[0].get_role_display()) if grants else _("staff")


def _look(event: AuditEvent, person: User, roles: dict[int, list[RoleGrant]]) -> Look:
    about_me = event.about_id == person.pk
    what = action_words.words(event.action) if about_me else action_words.of_group(event.action)
    if event.by is None:
        return Look(event.at, _("The office"), _("by hand on the server"), str(what), not about_me)
    cohort = event.cohort_id or (event.enrolment.cohort_id if event.enrolment else None)
    role = role_in_words(roles.get(event.by.pk, []), cohort)
    return Look(event.at, event.by.get_full_name(), role, str(what), not about_me)


def _events(person: User) -> QuerySet[AuditEvent]:
    """By staff, and by the operator on the server itself, who has no account."""
    stays = stays_of(person)
    asked = Q(about=person, action__in=[*action_words.LOOKED, *action_words.CHANGED]) | _of_groups(stays)
    staff = Q(by=None) | Q(Exists(RoleGrant.objects.filter(person=OuterRef("by")))) | Q(by__is_superuser=True)
    events = AuditEvent.objects.filter(asked).filter(staff).exclude(by=person)
    return events.select_related("by", "enrolment").order_by("-at", "-pk")


def _of_groups(stays: list[Stay]) -> Q:
    """Lists of the groups and programs of these stays. Records and numbers tell of later days as well."""
    found = Q(pk__in=[])
    for stay in stays:
        since = Q(at__gte=_from(stay.first))
        until = Q(at__lt=_from(stay.last + timedelta(days=2))) if stay.last else Q()
        found |= (
            since
            & Q(about=None, cohort=stay.cohort_id, action__in=action_words.OF_GROUP)
            & (until | Q(action__in=ALSO_LATER))
        )
    return found | _of_programs(stays)


def _of_programs(stays: list[Stay]) -> Q:
    programs = Cohort.objects.filter(pk__in={stay.cohort_id for stay in stays}).values_list("program__uid", flat=True)
    names: list[Any] = [str(uid) for uid in programs]
    first = min((stay.first for stay in stays), default=date.max)
    if not names:
        return Q(pk__in=[])
    return Q(about=None, action__in=OF_PROGRAM, detail__program__in=names, at__gte=_from(first))


def stays_of(person: User) -> list[Stay]:
    """In which group the person was from when to when, moves included. Two queries."""
    found = []
    for enrolment in Enrolment.objects.filter(person=person).prefetch_related("moves"):
        first = enrolment.starts_on
        for move in sorted(enrolment.moves.all(), key=lambda one: (one.at, one.pk)):
            found.append(Stay(move.left_id, first, move.at.date()))
            first = move.at.date()
        found.append(Stay(enrolment.cohort_id, first, enrolment.ended_on))
    return found


def _from(day: date) -> datetime:
    """A day before the day itself, whatever the zone: rather a line too many than one too few."""
    return datetime.combine(day, time(), UTC) - timedelta(days=1)
