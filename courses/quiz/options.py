"""What the kinds with options have in common. Options are shown in the order in which the author wrote them."""

from collections.abc import Iterator
from typing import ClassVar

from courses.problems import Problem
from courses.quiz.contract import Answer, Choice, Marked, Part, Posted, Question, QuestionKind
from courses.quiz.parts import not_a_choice, text_problems


class OptionKind(QuestionKind):
    parts_field = "options"
    fewest = 2
    most = 5
    most_correct: ClassVar[int] = 1

    def mark(self, question: Question, answer: Answer | None) -> Marked:
        chosen, right = _ids(answer), _right_ids(question)
        parts = (
            Part(
                id=option["id"],
                text=option["text"],
                chosen=option["id"] in chosen,
                right=option["id"] in right,
                explanation=option["explanation"],
                misconception=option.get("misconception"),
            )
            for option in question["options"]
        )
        return Marked(correct=bool(chosen) and chosen == right, parts=tuple(parts))

    def laid_out(self, question: Question, seed: str) -> tuple[Choice, ...]:
        return tuple(Choice(option["id"], option["text"]) for option in question["options"])

    def words(self, question: Question, answer: Answer | None) -> str:
        chosen = _ids(answer)
        return "; ".join(option["text"] for option in question["options"] if option["id"] in chosen)

    def _own_problems(self, question: Question) -> Iterator[Problem]:
        options = question.get("options") or []
        yield from text_problems(options, "text")
        correct = sum(bool(option.get("correct")) for option in options)
        if not correct:
            yield Problem("none-correct", "No option is marked as correct.")
        elif correct > self.most_correct:
            yield Problem(
                "several-correct", "{correct} options are marked as correct; only one can be.", correct=correct
            )
        for number, option in enumerate(options, 1):
            if not option.get("correct") and not option.get("misconception"):
                yield Problem("no-misconception", "Wrong option {number} names no misconception.", number=number)


def posted_ids(question: Question, posted: Posted) -> list[str]:
    """The options chosen in a form, each once and sorted. Raises AnswerError for one that is not there."""
    chosen = {option_id for option_id in posted.get("answer", ()) if option_id}
    if chosen - {option["id"] for option in question["options"]}:
        raise not_a_choice()
    return sorted(chosen)


def _ids(answer: Answer | None) -> frozenset[str]:
    return frozenset([answer] if isinstance(answer, str) else answer or ())


def _right_ids(question: Question) -> frozenset[str]:
    return frozenset(option["id"] for option in question["options"] if option.get("correct"))
