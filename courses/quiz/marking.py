"""Marks a whole check-in. The same quiz and answers always give the same result; nothing is stored here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.quiz.contract import Answer, Marked
from courses.quiz.kinds import QUESTION_KINDS


@dataclass(frozen=True, slots=True)
class QuizResult:
    """`percent` is rounded down; `marks` has every question of the quiz, answered or not, in its order."""

    right: int
    out_of: int
    percent: int
    passed: bool
    marks: Mapping[str, Marked]

    @property
    def missed(self) -> tuple[str, ...]:
        """The questions that a retry asks again."""
        return tuple(question_id for question_id, marked in self.marks.items() if not marked.correct)


def mark_quiz(quiz: Mapping[str, Any], answers: Mapping[str, Answer | None]) -> QuizResult:
    """An unanswered question is wrong; answers to questions that the quiz does not have count for nothing.

    A quiz without questions is passed: there is nothing to get wrong.
    """
    marks = {
        question["id"]: QUESTION_KINDS[question["kind"]].mark(question, answers.get(question["id"]))
        for question in quiz["questions"]
    }
    right = sum(marked.correct for marked in marks.values())
    percent = 100 * right // len(marks) if marks else 100
    return QuizResult(right, len(marks), percent, percent >= quiz["pass_mark"], marks)
