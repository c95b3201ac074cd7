"""One option of several. The answer is its id."""

from courses.quiz.contract import Answer, AnswerError, Posted, Question
from courses.quiz.options import OptionKind, posted_ids


class SingleChoice(OptionKind):
    name = "single_choice"

    def read(self, question: Question, posted: Posted) -> str | None:
        chosen = posted_ids(question, posted)
        if len(chosen) > 1:
            raise AnswerError("pick-one", "Pick one answer only.")
        return chosen[0] if chosen else None

    def right_answer(self, question: Question) -> Answer:
        return str(next(option["id"] for option in question["options"] if option.get("correct")))
