"""The audit log as a table, however long: no row is held longer than it takes, and no name is asked for twice."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cms import site
from learners.models import Cohort, User
from learners.privacy import audit_log, audit_words
from learners.privacy.audit_log import Asked

ROWS_AT_ONCE = 2000
COLUMNS = ("pk", "at", "by_id", "action", "about_id", "cohort_id", "detail", "link__number")


def table(asked: Asked, may_go_on: Callable[[], bool]) -> Iterator[list[Any]]:
    """Names of columns, then each event, the newest first. One query for each 2,000 and up to two for their names."""
    yield _head()
    names, before, more = _Names(), None, True
    while more:
        if not may_go_on():
            yield [_("This table is not whole: your right to read it ended while it was written.")]
            return
        found = list(audit_log.newest(asked, before, ROWS_AT_ONCE).values_list(*COLUMNS))
        names.learn(found)
        yield from (names.row(*one) for one in found)
        before, more = (found[-1][0] if found else None), len(found) == ROWS_AT_ONCE


class _Names:
    """Whose and what the ids are, kept for the table that is being written."""

    def __init__(self) -> None:
        self.zone = ZoneInfo(site.facts().time_zone)
        self.people: dict[int | None, tuple[str, str]] = {None: ("", "")}
        self.groups: dict[int | None, str] = {None: ""}
        self.said = cache(audit_words.said)

    def learn(self, found: list[tuple[Any, ...]]) -> None:
        people = {pk for one in found for pk in (one[2], one[4])} - set(self.people)
        groups = {one[5] for one in found} - set(self.groups)
        for person in User.objects.filter(pk__in=people) if people else ():
            self.people[person.pk] = (person.listed_name, str(person.uid))
        self.groups |= dict(Cohort.objects.filter(pk__in=groups).values_list("pk", "name")) if groups else {}

    def row(
        self, pk: int, at: datetime, by: int, action: str, about: int, group: int, detail: Any, number: int
    ) -> list[Any]:
        when, told = at.astimezone(self.zone).isoformat(timespec="seconds"), audit_words.detail(detail)
        whom = (*self.people[by], *self.people[about])
        return [number, when, self.said(action), action, *whom, self.groups[group], told]


def _head() -> list[str]:
    people = [_("By"), _("By (id)"), _("About"), _("About (id)")]
    return [_("Number"), _("Time"), _("What"), _("Code"), *people, _("Group"), _("Detail")]
