"""The one contract of all question kinds, and the values that marking gives back.

A question is a JSON object as in an edition. Reading and marking trust that `problems` found none when it was
published; what was posted is never trusted.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from courses.problems import InputError, Problem

Question = Mapping[str, Any]
Answer = str | list[str] | dict[str, str]
Posted = Mapping[str, Sequence[str]]
Misconception = Mapping[str, str]  # key, name, reply


class AnswerError(InputError):
    """The post does not make an answer. Codes: not-a-choice, pick-one, incomplete, same-place."""


class Choice(NamedTuple):
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One option, item or pair after marking.

    An option is `chosen` or not, and `right` where it is a correct one. Of an item or the left side of a pair, `chosen`
    is the place or the right side that the person gave it ("" if none), `answer` is the one that it should have, and it
    is `right` where they are the same.
    """

    id: str
    text: str
    chosen: bool | str
    right: bool
    explanation: str
    misconception: Misconception | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    correct: bool
    parts: tuple[Part, ...]

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """What this answer reveals, each misconception once."""
        revealed = (part.misconception for part in self.parts if part.chosen and not part.right and part.misconception)
        return tuple({misconception["key"]: misconception for misconception in revealed}.values())


class QuestionKind(ABC):
    """Stateless. `name` is the kind in an edition, `parts_field` where it keeps options, items or pairs."""

    name: ClassVar[str]
    parts_field: ClassVar[str]
    fewest: ClassVar[int]
    most: ClassVar[int]

    def problems(self, question: Question) -> list[Problem]:
        """What an author should mend; never raises, whatever the question lacks."""
        return [*self._common_problems(question), *self._own_problems(question)]

    @abstractmethod
    def read(self, question: Question, posted: Posted) -> Answer | None:
        """The answer in a posted form; None when nothing was chosen. Raises AnswerError."""

    @abstractmethod
    def mark(self, question: Question, answer: Answer | None) -> Marked:
        """Total and pure: whatever is no right answer is wrong."""

    @abstractmethod
    def right_answer(self, question: Question) -> Answer: ...

    @abstractmethod
    def laid_out(self, question: Question, seed: str) -> tuple[Choice, ...]:
        """What to choose from, in the order shown; the same for the same seed."""

    @abstractmethod
    def words(self, question: Question, answer: Answer | None) -> str:
        """The answer as a person reads it in a history; "" for none."""

    @abstractmethod
    def _own_problems(self, question: Question) -> Iterator[Problem]: ...

    def _common_problems(self, question: Question) -> Iterator[Problem]:
        if not str(question.get("prompt") or "").strip():
            yield Problem("no-prompt", "The question has no prompt.")
        parts = question.get(self.parts_field) or []
        if not self.fewest <= len(parts) <= self.most:
            numbers = {"fewest": self.fewest, "most": self.most, "found": len(parts), "parts": self.parts_field}
            yield Problem("part-count", "It needs {fewest} to {most} {parts} and has {found}.", **numbers)
        ids = [part.get("id") for part in parts]
        if not all(ids) or len(set(ids)) < len(ids):
            yield Problem("part-ids", "Each of the {parts} needs an id of its own.", parts=self.parts_field)
        for number, part in enumerate(parts, 1):
            if not str(part.get("explanation") or "").strip():
                yield Problem("no-explanation", "Number {number} has no explanation.", number=number)
