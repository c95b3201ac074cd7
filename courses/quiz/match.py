"""Left sides to be matched with right sides. The answer maps the id of each left's pair to the id of the right's pair.

A form posts `pair-<pair id>` with the id of the pair whose right side was chosen for this left side.
"""

from collections.abc import Iterator

from courses.problems import Problem
from courses.quiz.contract import Answer, AnswerError, Choice, Marked, Part, Posted, Question, QuestionKind
from courses.quiz.parts import misconception_problems, not_a_choice, posted_fields, shuffled, text_problems


class Match(QuestionKind):
    name = "match"
    parts_field = "pairs"
    fewest = 3
    most = 5

    def read(self, question: Question, posted: Posted) -> dict[str, str] | None:
        ids = [pair["id"] for pair in question["pairs"]]
        given = posted_fields(posted, "pair-", ids)
        if set(given.values()) - set(ids):
            raise not_a_choice()
        if given and len(given) < len(ids):
            raise AnswerError("incomplete", "Choose something for every line.")
        return given or None

    def mark(self, question: Question, answer: Answer | None) -> Marked:
        given = answer if isinstance(answer, dict) else {}
        rights = {pair["id"]: pair["right"] for pair in question["pairs"]}
        parts = tuple(
            Part(
                id=pair["id"],
                text=pair["left"],
                chosen=rights.get(given.get(pair["id"], ""), ""),
                right=given.get(pair["id"]) == pair["id"],
                explanation=pair["explanation"],
                misconception=question.get("misconception"),
                answer=pair["right"],
            )
            for pair in question["pairs"]
        )
        return Marked(correct=given == self.right_answer(question), parts=parts)

    def right_answer(self, question: Question) -> dict[str, str]:
        return {pair["id"]: pair["id"] for pair in question["pairs"]}

    def laid_out(self, question: Question, seed: str) -> tuple[Choice, ...]:
        """The right sides; the left ones stand in the order of the question."""
        return shuffled([Choice(pair["id"], pair["right"]) for pair in question["pairs"]], seed)

    def words(self, question: Question, answer: Answer | None) -> str:
        parts = self.mark(question, answer).parts
        return "; ".join(f"{part.text} → {part.chosen}" for part in parts if part.chosen)

    def _own_problems(self, question: Question) -> Iterator[Problem]:
        pairs = question.get("pairs") or []
        yield from text_problems(pairs, "left")
        yield from text_problems(pairs, "right")
        yield from misconception_problems(question)
