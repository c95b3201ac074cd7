"""What a person wrote for the own plan, gathered from the worksheets that feed it. Reads only, for that person only.

Each worksheet is told in the words of the edition with which it was saved, so nothing that an editor does can lose or
reword it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from courses import editions
from courses.frozen import EditionContent
from courses.worksheets import FIELD_KINDS
from learners.learning import worksheets
from learners.models import WorksheetEntry
from learners.planning.assigned import PersonPlan, Row
from learners.safekeeping import person_keys
from learners.safekeeping.encryption import CannotOpen
from learners.safekeeping.person_keys import PersonCipher

LISTS = ("list", "checklist", "table")


class Answer(NamedTuple):
    """A field with something in it. `is_list`: each line stands for itself."""

    label: str
    lines: list[str]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet. `answers` are those that are not empty.

    `elsewhere`: the person did it on paper or talked it through. `is_sealed`: the key to open it is not here.
    """

    key: UUID
    week: int
    title: str
    sheet_title: str
    answers: tuple[Answer, ...] = ()
    saved_on: date | None = None
    can_open: bool = False
    elsewhere: bool = False
    is_sealed: bool = False


def feeds(mine: PersonPlan) -> bool:
    """Whether any worksheet of this plan goes into it. No query."""
    return any(row.module.feeds_plan for row in mine.shown)


def gather(mine: PersonPlan) -> tuple[Part, ...]:
    """In the order of the program; what feeds the plan and is still empty is there, too.

    Two queries, and one more for each edition that this process has not read yet.
    """
    entries = {entry.module_key: entry for entry in WorksheetEntry.objects.filter(enrolment=mine.enrolment)}
    keys = person_keys.opened_many([mine.enrolment.person_id]) if entries else {}
    key = keys.get(mine.enrolment.person_id)
    written = [part for entry in entries.values() for part in _written(entry, mine, key)]
    empty = [_empty(row) for row in mine.shown if row.module.feeds_plan and row.module.key not in entries]
    places = {module.key: place for place, module in enumerate(mine.outline.by_key.values())}
    return tuple(sorted([*written, *empty], key=lambda part: (part.week, places.get(part.key, len(places)))))


def _empty(row: Row) -> Part:
    module = row.module
    elsewhere = row.progress is not None and row.progress.worksheet_finished_at is not None
    return Part(
        module.key, module.week, module.title, module.worksheet_title, can_open=row.can_open, elsewhere=elsewhere
    )


def _written(entry: WorksheetEntry, mine: PersonPlan, key: PersonCipher | None) -> Iterator[Part]:
    """The entry as a part, if the edition with which it was saved, or today's, goes into the plan."""
    content = editions.content(editions.get(entry.edition_id))
    module, row = mine.outline.by_key.get(entry.module_key), mine.by_key.get(entry.module_key)
    if content.worksheet is None or not (content.worksheet["feeds_plan"] or (module and module.feeds_plan)):
        return
    answers = _answers(entry, content, key)
    yield Part(
        key=entry.module_key,
        week=module.week if module else content.week,
        title=content.title,
        sheet_title=content.worksheet["title"],
        answers=answers or (),
        saved_on=entry.saved_at.astimezone(mine.enrolment.cohort.zone).date(),
        can_open=bool(row and row.can_open),
        is_sealed=answers is None,
    )


def _answers(entry: WorksheetEntry, content: EditionContent, key: PersonCipher | None) -> tuple[Answer, ...] | None:
    """None where it cannot be opened: one of them must not keep the others away."""
    try:
        return answers_in(content, worksheets.values_of(entry, key)) if key else None
    except CannotOpen:
        return None


def answers_in(content: EditionContent, values: dict[str, object]) -> tuple[Answer, ...]:
    """What is not empty, each field in its own words."""
    told = ((field, FIELD_KINDS[field["kind"]].words(field, values.get(key))) for key, field in content.fields.items())
    return tuple(Answer(field["label"], lines, field["kind"] in LISTS) for field, lines in told if lines)
