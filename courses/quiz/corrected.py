"""Marks again where a key was wrong: what counts as right as well. Never lowers a mark. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from courses.quiz.contract import Answer, Marked, Part
from courses.quiz.marking import QuizResult, mark_quiz

AlsoRight = Mapping[str, Sequence[Answer]]  # question id -> answers


def mark_again(
    quiz: Mapping[str, Any], answers: Mapping[str, Answer | None], also_right: AlsoRight, carried: int = 0
) -> QuizResult:
    """As `mark_quiz`, and with the answers that count as right as well; `carried` questions were right before."""
    first = mark_quiz(quiz, answers)
    counts = counted(first, answers, also_right)
    marks = {key: _made_right(mark) if key in counts else mark for key, mark in first.marks.items()}
    right, out_of = first.right + len(counts) + carried, first.out_of + carried
    percent = 100 * right // out_of if out_of else 100
    return QuizResult(right, out_of, percent, percent >= quiz["pass_mark"], marks)


def counted(first: QuizResult, answers: Mapping[str, Answer | None], also_right: AlsoRight) -> frozenset[str]:
    """The questions that are right by a correction only."""
    return frozenset(
        key for key, mark in first.marks.items() if not mark.correct and answers.get(key) in also_right.get(key, ())
    )


def _made_right(mark: Marked) -> Marked:
    return Marked(correct=True, parts=tuple(_part(part) for part in mark.parts))


def _part(part: Part) -> Part:
    """What was chosen is right. What explained why it was not is left out."""
    if part.right or not part.chosen:
        return part
    answer = part.chosen if isinstance(part.chosen, str) else ""
    return replace(part, right=True, answer=answer, explanation="", misconception=None)
