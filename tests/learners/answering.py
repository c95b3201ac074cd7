"""Right and wrong answers to any question, as values and as posted forms."""

from typing import Any

from courses.quiz import QUESTION_KINDS


def right(question: dict[str, Any]) -> Any:
    return QUESTION_KINDS[question["kind"]].right_answer(question)


def wrong(question: dict[str, Any]) -> Any:
    kind = question["kind"]
    if kind in ("single_choice", "true_false"):
        return next(option["id"] for option in question["options"] if not option["correct"])
    if kind == "multiple_choice":
        return [next(option["id"] for option in question["options"] if not option["correct"])]
    if kind == "put_in_order":
        return list(reversed(right(question)))
    ids = [pair["id"] for pair in question["pairs"]]
    return dict(zip(ids, [*ids[1:], ids[0]], strict=True))


def posted(question: dict[str, Any], answer: Any) -> dict[str, Any]:
    """What a browser posts for this answer."""
    if question["kind"] == "put_in_order":
        return {f"place-{item}": str(place) for place, item in enumerate(answer, 1)}
    if question["kind"] == "match":
        return {f"pair-{left}": right_id for left, right_id in answer.items()}
    return {f"answer-{question['id']}": answer}
