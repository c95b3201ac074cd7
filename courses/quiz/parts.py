"""What several question kinds need: checks of texts, safe reading of a post, and an order that only a seed decides."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from courses.problems import Problem
from courses.quiz.contract import AnswerError, Choice, Posted, Question


def text_problems(parts: Sequence[Mapping[str, Any]], name: str) -> Iterator[Problem]:
    """Texts must be there and differ, whatever their capitals."""
    texts = [str(part.get(name) or "").strip().casefold() for part in parts]
    for number, one in enumerate(texts, 1):
        if not one:
            yield Problem("no-text", "Number {number} has no {name}.", number=number, name=name)
        elif one in texts[: number - 1]:
            yield Problem("same-text", "Number {number} says the same as another one.", number=number)


def misconception_problems(question: Question) -> Iterator[Problem]:
    """For kinds where one misconception stands for every wrong answer."""
    if not question.get("misconception"):
        yield Problem("no-misconception", "The question names no misconception for a wrong answer.")


def posted_fields(posted: Posted, prefix: str, ids: Sequence[str]) -> dict[str, str]:
    """What was chosen, by id, from fields named `<prefix><id>`; blanks are left out.

    Raises AnswerError for an id that the question does not have and for a field posted with two values.
    """
    names = {name for name in posted if name.startswith(prefix)}
    if names - {prefix + one for one in ids}:
        raise not_a_choice()
    given = {one: {value for value in posted.get(prefix + one, ()) if value} for one in ids}
    if any(len(values) > 1 for values in given.values()):
        raise not_a_choice()
    return {one: values.pop() for one, values in given.items() if values}


def not_a_choice() -> AnswerError:
    return AnswerError(
        "not-a-choice", "That choice is not part of this question. Load the page again and answer again."
    )


def shuffled(choices: Sequence[Choice], seed: str) -> tuple[Choice, ...]:
    """In an order that only `seed` and the ids decide, and that is never the one given when there are two or more."""
    mixed = sorted(choices, key=lambda choice: sha256(f"{seed}/{choice.id}".encode()).digest())
    return tuple(mixed[1:] + mixed[:1] if mixed == list(choices) else mixed)
