"""A worksheet as its writer shows it, in the words of the edition that it was saved with. Asks nothing about rights."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses import editions, outline
from learners.learning import worksheets
from learners.models import Enrolment
from learners.planning import my_plan
from learners.planning.my_plan import Answer
from learners.safekeeping.encryption import CannotOpen


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """`saved_at` is None before the first word. `is_sealed`: the key to open it is not here."""

    title: str
    module_title: str
    answers: tuple[Answer, ...] = ()
    saved_at: datetime | None = None
    is_sealed: bool = False


def of(enrolment: Enrolment, module_key: UUID) -> ShownSheet:
    """Three queries at most once the edition is known to this process."""
    entry = worksheets.entry_of(enrolment, module_key)
    if entry is None:
        module = outline.get(enrolment.cohort.program.curriculum_key).by_key.get(module_key)
        return ShownSheet(module.worksheet_title, module.title) if module else ShownSheet("", "")
    content = editions.content(editions.get(entry.edition_id))
    title = content.worksheet["title"] if content.worksheet else content.title
    try:
        answers = my_plan.answers_in(content, worksheets.values_of(entry))
    except CannotOpen:
        return ShownSheet(title, content.title, saved_at=entry.saved_at, is_sealed=True)
    return ShownSheet(title, content.title, answers, entry.saved_at)
