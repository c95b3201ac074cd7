"""The check-in (quiz.yaml): questions of five types, an explanation on everything that can be chosen."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from courses.files.ids import AS_UUID
from courses.files.schema.base import (
    Id,
    MaybeId,
    MisconceptionKey,
    Paragraph,
    Part,
    Sentence,
    Unique,
    UniqueIds,
    between,
    no_twins,
    wrong,
)


class Option(Part):
    id: Id
    text: Sentence
    correct: bool = False
    misconception: MisconceptionKey | None = None
    why: Paragraph

    @model_validator(mode="after")
    def _wrong_names_why(self) -> "Option":
        if self.correct and self.misconception:
            raise wrong("A correct option has no misconception: take the line out.", at=("misconception",))
        if not self.correct and not self.misconception:
            raise wrong(
                "A wrong option names a misconception, a key of misconceptions.yaml; a right one says `correct: true`."
            )
        return self


class Item(Part):
    id: Id
    text: Sentence
    why: Paragraph


class Pair(Part):
    id: Id
    left: Sentence
    right: Sentence
    why: Paragraph


class Question(Part):
    id: Id
    card: MaybeId  # "" where no card of this module teaches it
    objectives: Annotated[list[int], Unique, between(0, 12)]
    prompt: Paragraph


class Choice(Question):
    """A question with options; texts of options differ."""

    options: Annotated[list[Option], UniqueIds, between(2, 5)]

    @model_validator(mode="after")
    def _options_differ(self) -> "Choice":
        _differ("options", [option.text for option in self.options])
        return self

    @property
    def right(self) -> int:
        return sum(option.correct for option in self.options)

    def _exactly_one(self) -> None:
        if self.right != 1:
            raise wrong(f"Exactly one option must have `correct: true`; here {self.right} have it.", at=("options",))


class SingleChoice(Choice):
    type: Literal["single_choice"]

    @model_validator(mode="after")
    def _one_right(self) -> "SingleChoice":
        self._exactly_one()
        return self


class MultipleChoice(Choice):
    type: Literal["multiple_choice"]

    @model_validator(mode="after")
    def _some_right(self) -> "MultipleChoice":
        if not self.right:
            raise wrong("At least one option must have `correct: true`.", at=("options",))
        return self


class TrueFalse(Choice):
    type: Literal["true_false"]
    options: Annotated[list[Option], UniqueIds, between(2, 2)]

    @model_validator(mode="after")
    def _both(self) -> "TrueFalse":
        ids = [option.id for option in self.options]
        if set(ids) != {"true", "false"} and not all(map(AS_UUID.fullmatch, ids)):
            at = next((at for at, name in enumerate(ids) if name not in ("true", "false")), 1)
            raise wrong('The two options have the ids "true" and "false", in quotes.', at=("options", at, "id"))
        self._exactly_one()
        return self


class PutInOrder(Question):
    type: Literal["put_in_order"]
    misconception: MisconceptionKey
    items: Annotated[list[Item], UniqueIds, between(3, 6)]

    @model_validator(mode="after")
    def _items_differ(self) -> "PutInOrder":
        _differ("items", [item.text for item in self.items])
        return self


class Match(Question):
    type: Literal["match"]
    misconception: MisconceptionKey
    pairs: Annotated[list[Pair], UniqueIds, between(3, 5)]

    @model_validator(mode="after")
    def _pairs_differ(self) -> "Match":
        _differ("pairs", [pair.left for pair in self.pairs])
        _differ("pairs", [pair.right for pair in self.pairs])
        return self


def _differ(name: str, texts: Sequence[str]) -> None:
    try:
        no_twins([text.casefold() for text in texts], name="The text")
    except Exception as error:
        raise wrong(error.context["message"], at=(name, error.context["at"])) from error  # type: ignore[attr-defined]


AnyQuestion = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | PutInOrder | Match,
    Field(discriminator="type"),
]


class Quiz(Part):
    pass_mark: Annotated[int, Field(ge=1, le=100)]
    questions: Annotated[list[AnyQuestion], UniqueIds, between(1, 30)]
