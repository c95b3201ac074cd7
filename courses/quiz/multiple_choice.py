"""All options that fit, and none that does not. The answer is the sorted list of their ids."""

from courses.quiz.contract import Answer, Posted, Question
from courses.quiz.options import OptionKind, posted_ids


class MultipleChoice(OptionKind):
    name = "multiple_choice"
    most_correct = OptionKind.most

    def read(self, question: Question, posted: Posted) -> list[str] | None:
        return posted_ids(question, posted) or None

    def right_answer(self, question: Question) -> Answer:
        return sorted(option["id"] for option in question["options"] if option.get("correct"))
