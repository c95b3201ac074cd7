"""Items to be put in order, stored in the right one. The answer is the list of all their ids.

A form posts `place-<item id>` with the place, from 1, of each.
"""

from collections.abc import Iterator

from courses.problems import Problem
from courses.quiz.contract import Answer, AnswerError, Choice, Marked, Part, Posted, Question, QuestionKind
from courses.quiz.parts import misconception_problems, not_a_choice, posted_fields, shuffled, text_problems


class PutInOrder(QuestionKind):
    name = "put_in_order"
    parts_field = "items"
    fewest = 3
    most = 6

    def read(self, question: Question, posted: Posted) -> list[str] | None:
        places = posted_fields(posted, "place-", [item["id"] for item in question["items"]])
        if not places:
            return None
        if set(places.values()) - {str(place) for place in range(1, len(question["items"]) + 1)}:
            raise not_a_choice()
        if len(set(places.values())) < len(places):
            raise AnswerError("same-place", "Two lines have the same place. Give each line a place of its own.")
        if len(places) < len(question["items"]):
            raise AnswerError("incomplete", "Give every line a place.")
        return sorted(places, key=lambda item_id: int(places[item_id]))

    def mark(self, question: Question, answer: Answer | None) -> Marked:
        given = {item_id: str(place) for place, item_id in enumerate(answer or (), 1)}
        parts = tuple(
            Part(
                id=item["id"],
                text=item["text"],
                chosen=given.get(item["id"], ""),
                right=given.get(item["id"]) == str(place),
                explanation=item["explanation"],
                misconception=question.get("misconception"),
                answer=str(place),
            )
            for place, item in enumerate(question["items"], 1)
        )
        return Marked(correct=answer == self.right_answer(question), parts=parts)

    def right_answer(self, question: Question) -> list[str]:
        return [item["id"] for item in question["items"]]

    def laid_out(self, question: Question, seed: str) -> tuple[Choice, ...]:
        return shuffled([Choice(item["id"], item["text"]) for item in question["items"]], seed)

    def words(self, question: Question, answer: Answer | None) -> str:
        texts = {item["id"]: item["text"] for item in question["items"]}
        given = [texts[item_id] for item_id in answer or () if item_id in texts]
        return "; ".join(f"{place}. {one}" for place, one in enumerate(given, 1))

    def _own_problems(self, question: Question) -> Iterator[Problem]:
        yield from text_problems(question.get("items") or [], "text")
        yield from misconception_problems(question)
