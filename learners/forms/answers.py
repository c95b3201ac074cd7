"""Questions on a page: how each is laid out, what was answered, and what is wrong with what was posted."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.quiz import QUESTION_KINDS, AnswerError
from learners.models import Attempt


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as this attempt shows it. `place` counts from 1; `again` says that it comes from another week."""

    question: dict[str, Any]
    place: int
    answer: Any
    choices: Any
    error: str = ""
    again: bool = False

    @property
    def id(self) -> str:
        return self.question["id"]

    @property
    def template(self) -> str:
        return f"learners/learn/questions/{self.question['kind']}.html"

    @property
    def lines(self) -> list[dict[str, str | int]]:
        """For order and match: each line with what was chosen for it, a place or the id of a right side."""
        if self.question["kind"] == "put_in_order":
            places = {item: place for place, item in enumerate(self.answer or [], 1)}
            return [
                {"id": choice.id, "text": choice.text, "chosen": places.get(choice.id, "")} for choice in self.choices
            ]
        given = self.answer or {}
        return [
            {"id": pair["id"], "text": pair["left"], "chosen": given.get(pair["id"], "")}
            for pair in self.question["pairs"]
        ]

    @property
    def places(self) -> range:
        return range(1, len(self.choices) + 1)

    @property
    def in_words(self) -> str:
        return QUESTION_KINDS[self.question["kind"]].words(self.question, self.answer)


def laid_out(
    attempt: Attempt, questions: list[dict[str, Any]], answers: dict[str, Any], errors: dict[str, str] | None = None
) -> list[Asked]:
    """Order and match are shuffled by the attempt's id, so a reload shows the same order."""
    errors = errors or {}
    again = {question_id for _edition, question_id in attempt.reviews}
    return [
        Asked(
            question,
            place,
            answers.get(question["id"]),
            QUESTION_KINDS[question["kind"]].laid_out(question, f"{attempt.pk}{question['id']}"),
            errors.get(question["id"], ""),
            question["id"] in again,
        )
        for place, question in enumerate(questions, 1)
    ]


def read(question: dict[str, Any], posted: QueryDict) -> Any:
    """The posted answer, None when nothing was chosen; choice kinds post `answer-<question id>`. Raises AnswerError."""
    lines = [line["id"] for line in question.get("items") or question.get("pairs") or ()]
    names = [f"{prefix}-{line}" for prefix in ("place", "pair") for line in lines]
    named = {name: posted.getlist(name) for name in names if name in posted}
    named["answer"] = posted.getlist(f"answer-{question['id']}")
    return QUESTION_KINDS[question["kind"]].read(question, named)


def read_all(questions: list[dict[str, Any]], posted: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """(answers, errors), each by question id; a question with nothing chosen is in neither."""
    answers, errors = {}, {}
    for question in questions:
        try:
            answer = read(question, posted)
        except AnswerError as error:
            errors[question["id"]] = _(error.message)
        else:
            if answer is not None:
                answers[question["id"]] = answer
    return answers, errors
