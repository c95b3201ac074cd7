"""What an attempt came to, as the person sees it: its marks, and what was marked again since. Reads only.

The stored marks never change; the corrections of its edition are laid over them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.quiz.corrected import AlsoRight, counted, mark_again
from courses.quiz.marking import QuizResult, mark_quiz
from learners.learning import attempts, corrections, spaced
from learners.models import Attempt, Response


@dataclass(frozen=True, slots=True)
class Score:
    """`again` says that it was marked again and is better for it."""

    attempt: Attempt
    right: int
    out_of: int
    percent: int
    passed: bool
    again: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """`own` and `reviews` are the marks; `corrected` the questions that are right by a correction only."""

    score: Score
    own: QuizResult
    reviews: QuizResult
    corrected: frozenset[str]


def of_attempt(attempt: Attempt, answers: Mapping[str, Any]) -> Result:
    """One query: the corrections of its edition, and of those that its reviews come from."""
    wanted = [attempt.edition_id, *(edition for edition, _ in attempt.reviews)]
    found = corrections.also_right(wanted, attempt.enrolment.cohort.program_id)
    own = corrections.marked_again(attempt, answers, found.get(attempt.edition_id, {}))
    again = {"pass_mark": 0, "questions": spaced.questions_of(attempt)}
    right_as_well = {question: found.get(edition, {}).get(question, ()) for edition, question in attempt.reviews}
    reviews = mark_again(again, answers, right_as_well)
    corrected = counted(attempts.result_of(attempt), answers, found.get(attempt.edition_id, {})) | counted(
        mark_quiz(again, answers), answers, right_as_well
    )
    return Result(_score(attempt, own), own, reviews, corrected)


def of_many(handed_in: Sequence[Attempt], program_id: int) -> list[Score]:
    """In their order. One query, two where a key was corrected."""
    found = corrections.also_right({one.edition_id for one in handed_in}, program_id)
    concerned = [one for one in handed_in if one.edition_id in found]
    answers = _answers(concerned) if concerned else {}
    return [_with(one, answers.get(one.pk, {}), found.get(one.edition_id, {})) for one in handed_in]


def _with(attempt: Attempt, answers: Mapping[str, Any], right_as_well: AlsoRight) -> Score:
    if not right_as_well:
        return _stored(attempt)
    return _score(attempt, corrections.marked_again(attempt, answers, right_as_well))


def _score(attempt: Attempt, own: QuizResult) -> Score:
    if own.right <= (attempt.right or 0):
        return _stored(attempt)
    return Score(attempt, own.right, own.out_of, own.percent, own.passed, again=True)


def _stored(attempt: Attempt) -> Score:
    return Score(
        attempt, attempt.right or 0, attempt.out_of or 0, attempt.percent or 0, bool(attempt.passed), again=False
    )


def _answers(handed_in: Iterable[Attempt]) -> dict[Any, dict[str, Any]]:
    found: dict[Any, dict[str, Any]] = {}
    rows = Response.objects.filter(attempt__in=[one.pk for one in handed_in])
    for attempt, question, answer in rows.values_list("attempt", "question_id", "answer"):
        found.setdefault(attempt, {})[question] = answer
    return found
