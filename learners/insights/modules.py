"""Insight into modules: which check-ins are hard, what people believe, and each question by edition.

Shows one edition at a time, and never how many people there are in all: beside the numbers of the large editions the
total would tell that of a small one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from courses import editions
from courses.map import ModuleOutline, Outline
from learners.insights import questions, tallies
from learners.insights.questions import Given, QuestionInsight, Tally
from learners.insights.small_numbers import FEWEST
from learners.insights.tallies import Scope
from learners.learning import corrections
from learners.models import Cohort

Belief = tuple[Mapping[str, str], int]  # a misconception, and how many people revealed it at least


@dataclass(frozen=True, slots=True)
class EditionInsight:
    """`people` is None where they are fewer than 5; then there are no questions."""

    id: int
    number: int
    language: str
    published_at: datetime
    title: str
    people: int | None
    questions: tuple[QuestionInsight, ...] = ()

    @property
    def easiness(self) -> tuple[int, int] | None:
        return questions.easiness(self.questions)

    @property
    def beliefs(self) -> list[Belief]:
        return questions.misconceptions(self.questions)


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module with its newest edition that 5 people have answered; None where there is none."""

    module: ModuleOutline
    edition: EditionInsight | None


def overview(scope: Scope, program: Outline) -> list[ModuleLine]:
    """All check-ins of the participants' track, by week. Three queries, and one for each edition not in memory."""
    tries = tallies.first_tries(scope)
    counted = tallies.of_editions(tries)
    modules = [one for one in program.by_key.values() if one.question_count and one.audience == "participant"]
    shown = {one.key: _newest_told(counted.get(one.key, {})) for one in modules}
    chosen = [edition for edition in shown.values() if edition]
    answers = tallies.of_answers(tries, chosen) if chosen else {}
    also_right = corrections.also_right(chosen, _program_id(scope)) if chosen else {}
    known = {
        edition: _edition(edition, counted[key][edition], answers, also_right)
        for key, edition in shown.items()
        if edition
    }
    return [ModuleLine(one, known.get(shown[one.key] or 0)) for one in modules]


def of_module(scope: Scope, module_key: UUID, wanted: int | None) -> tuple[EditionInsight | None, list[EditionInsight]]:
    """(the edition to show, all of them without their questions, newest first). Unknown editions show the newest."""
    tries = tallies.first_tries(scope).filter(module_key=module_key)
    counted = tallies.of_editions(tries).get(module_key, {})
    everything = sorted((_head(edition, by) for edition, by in counted.items()), key=_age, reverse=True)
    known = [one.id for one in everything if one.people]
    shown = wanted if wanted in known else known[0] if known else None
    if shown is None:
        return None, everything
    answers = tallies.of_answers(tries, [shown])
    also_right = corrections.also_right([shown], _program_id(scope))
    return _edition(shown, counted[shown], answers, also_right), everything


def _newest_told(counted: Mapping[int, Tally]) -> int | None:
    told = [_head(edition, by) for edition, by in counted.items() if by.people >= FEWEST]
    return max(told, key=_age).id if told else None


def _age(one: EditionInsight) -> tuple[datetime, int]:
    return one.published_at, one.number


def _head(edition_id: int, everybody: Tally) -> EditionInsight:
    edition = editions.get(edition_id)
    people = everybody.people if everybody.people >= FEWEST else None
    return EditionInsight(edition.pk, edition.number, edition.language, edition.created_at, edition.title, people)


def _edition(
    edition_id: int,
    everybody: Tally,
    answers: Mapping[int, Mapping[str, Sequence[Given]]],
    also_right: Mapping[int, Mapping[str, Sequence[Any]]],
) -> EditionInsight:
    head, given, corrected = _head(edition_id, everybody), answers.get(edition_id, {}), also_right.get(edition_id, {})
    asked = editions.content(editions.get(edition_id)).questions
    seen = tuple(
        questions.of_question(question, given.get(key, ()), everybody, corrected.get(key, ()))
        for key, question in asked.items()
    )
    return EditionInsight(head.id, head.number, head.language, head.published_at, head.title, head.people, seen)


def _program_id(scope: Scope) -> int:
    return scope.program_id if isinstance(scope, Cohort) else scope.pk
