"""How invented people answer a check-in: mostly right, and wrong in the ways that the misconceptions describe. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from courses.quiz import QUESTION_KINDS
from courses.quiz.contract import Answer


@dataclass(frozen=True, slots=True)
class Known:
    """One question with its right answer and its wrong ones, the most believed misconception first."""

    id: str
    right: Answer
    wrong: tuple[Answer, ...]

    def answer(self, chance: Random, skill: float) -> tuple[Answer, bool]:
        """(answer, whether it is right)."""
        if chance.random() < skill or not self.wrong:
            return self.right, True
        return (self.wrong[0] if chance.random() < 0.6 else chance.choice(self.wrong)), False


def known(question: Mapping[str, Any]) -> Known:
    """The wrong answers are proved wrong by the engine that marks the real ones."""
    kind = QUESTION_KINDS[question["kind"]]
    wrong = tuple(answer for answer in _guesses(question) if not kind.mark(question, answer).correct)
    return Known(question["id"], kind.right_answer(question), wrong)


def _guesses(question: Mapping[str, Any]) -> Sequence[Answer]:
    if question["kind"] == "put_in_order":
        ids = [item["id"] for item in question["items"]]
        return [[*ids[1:], ids[0]], [ids[1], ids[0], *ids[2:]]]
    if question["kind"] == "match":
        ids = [pair["id"] for pair in question["pairs"]]
        return [
            dict(zip(ids, [ids[1], ids[0], *ids[2:]], strict=True)),
            dict(zip(ids, [*ids[1:], ids[0]], strict=True)),
        ]
    if question["kind"] == "multiple_choice":
        right = [option["id"] for option in question["options"] if option.get("correct")]
        others = [option["id"] for option in question["options"] if not option.get("correct")]
        return [[one] for one in right] + [sorted([*right[1:], other]) for other in others]
    return [option["id"] for option in question["options"]]
