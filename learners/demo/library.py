"""The lessons that invented people take: each module of the outline with its newest edition, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from courses import editions
from courses.map import ModuleOutline
from learners.demo.answering import Known, known


@dataclass(frozen=True, slots=True)
class Lesson:
    module: ModuleOutline
    questions: tuple[Known, ...]
    pass_mark: int
    worksheet: Mapping[str, Any] | None


@lru_cache(maxsize=128)
def lesson_of(module: ModuleOutline) -> Lesson:
    """One query the first time."""
    content = editions.content(editions.get(module.edition_id))
    questions = content.quiz["questions"] if content.quiz else []
    pass_mark = content.quiz["pass_mark"] if content.quiz else 0
    return Lesson(module, tuple(known(question) for question in questions), pass_mark, content.worksheet)
