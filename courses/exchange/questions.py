"""A question on its way between programs: without ids, card and objectives, which mean something in one module only."""

from dataclasses import dataclass, field

CHOICES = ("single_choice", "multiple_choice", "true_false")


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    correct: bool = False
    why: str = ""
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    left: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is one of `courses.quiz`; `misconception` is that of a whole order or match."""

    kind: str
    prompt: str
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    pairs: tuple[Pair, ...] = ()
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about one question of a file. `number` counts from 1; 0 is the file as a whole."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class Read:
    """Questions that could be read, and what is to be said about those and the others."""

    questions: tuple[Question, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """`losses` tell what the format has no place for."""

    text: str
    losses: tuple[Note, ...]


@dataclass(slots=True)
class Notes:
    """Collects notes about the question that is being read or written."""

    number: int = 0
    found: list[Note] = field(default_factory=list)

    def say(self, message: str) -> None:
        note = Note(self.number, message)
        if note not in self.found:
            self.found.append(note)
