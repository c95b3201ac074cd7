"""A whole program as a table: its people and the state of each module. Made for 10,000 people without holding them.

States are those of the stored progress (done, excused, under way; empty where nothing was opened), not of the plan:
what is due and what is to be made up stand in the cohort grid.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from courses.map import Outline
from courses.vocabulary import PARTICIPANT
from learners.models import Enrolment, ModuleProgress, Program, User
from learners.privacy import restriction

PEOPLE_AT_ONCE = 500
UNDER_WAY, EXCUSED, DONE = "u", "e", "d"
PERSON = ("pk", "uid", "person__first_name", "person__last_name", "person__sign_in_name", "cohort__name")
STATE = Case(
    When(completed_at__isnull=False, then=Value(DONE)),
    When(excused_at__isnull=False, then=Value(EXCUSED)),
    default=Value(UNDER_WAY),
    output_field=CharField(),  # which Django hands on as it is; it would convert each number
)


def count(program: Program) -> int:
    """How many episodes there are. One query."""
    return _people(program).count()


def table(program: Program, outline: Outline, may_go_on: Callable[[], bool]) -> Iterator[list[Any]]:
    """The names of the columns, then a row for each participant's episode. Two queries for each 500 people.

    Before each of these `may_go_on` is asked; where it says no, the last row says that the table is not whole.
    """
    modules = [one for one in outline.by_key.values() if one.audience == PARTICIPANT]
    head = [_("Person"), _("Record"), _("Group"), _("Started"), _("Ended"), _("Modules done")]
    yield head + [one.title for one in modules]
    columns = _columns([one.key for one in modules])
    after, more = 0, True
    while more:
        if not may_go_on():
            yield [_("This table is not whole: your right to read it ended while it was written.")]
            return
        people = list(_people(program).filter(pk__gt=after).order_by("pk")[:PEOPLE_AT_ONCE])
        yield from _rows(people, columns, len(modules))
        after, more = people[-1][0] if people else after, len(people) == PEOPLE_AT_ONCE


def reader(person: User, may: Callable[[User], bool]) -> Callable[[], bool]:
    """Asks `may` of the account as it is now, not as it was when the request came."""
    return lambda: may(User.objects.get(pk=person.pk))


def _people(program: Program) -> Any:
    people = restriction.unrestricted(Enrolment.objects.filter(cohort__program=program, audience=PARTICIPANT))
    return people.values_list(*PERSON, "starts_on", "ended_on")


def _columns(keys: list[UUID]) -> dict[str, int]:
    """The place of each module, by its key as either database writes it."""
    return {text: place for place, key in enumerate(keys) for text in (key.hex, str(key))}


def _rows(people: list[Any], columns: dict[str, int], width: int) -> Iterator[list[Any]]:
    words = {UNDER_WAY: _("under way"), EXCUSED: _("excused"), DONE: _("done")}
    states = {row[0]: [""] * width for row in people}
    # Tuples with the key as text: making UUIDs of a third of a million rows would take longer than reading them.
    rows = ModuleProgress.objects.filter(enrolment__in=list(states)).order_by()
    found = rows.annotate(key=Cast("module_key", CharField()), state=STATE).values_list("enrolment_id", "key", "state")
    for enrolment, key, state in found.iterator(chunk_size=4000):
        place = columns.get(key)
        if place is not None:
            states[enrolment][place] = words[state]
    for pk, uid, first, last, sign_in_name, group, starts_on, ended_on in people:
        own = states[pk]
        name = f"{first} {last}".strip() or sign_in_name
        yield [name, uid, group, starts_on, ended_on, own.count(words[DONE]), *own]
