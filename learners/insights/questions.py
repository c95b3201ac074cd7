"""What first tries at a check-in say about its questions: pure statistics over tallies, never about one person.

Discrimination is the point-biserial correlation of a question with the score of all others (the rest score): it uses
everybody, needs only sums, and a question is not compared with itself. The other common way, the upper and lower 27 %,
throws half of the people away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from courses.quiz import QUESTION_KINDS, Answer, Part
from learners.insights.small_numbers import FEWEST, Told, gives_nothing_away, told

ENOUGH_TO_COMPARE = 20
ONE_CELL_EACH = ("single_choice", "true_false")
OPTIONS = (*ONE_CELL_EACH, "multiple_choice")
FEWEST_WRONG_PARTS = {"put_in_order": 2}  # nobody has a single line in the wrong place


@dataclass(frozen=True, slots=True)
class Tally:
    """People, the sum of their scores (questions right) and of the squares of these."""

    people: int
    score: int
    squares: int


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, with those who gave it."""

    answer: Answer
    by: Tally


@dataclass(frozen=True, slots=True)
class Choice:
    """An option with who chose it, or a line with who had its place right. `is_key` marks a right option. `told` is
    None where nothing may be said.
    """

    text: str
    is_key: bool
    told: Told | None
    misconception: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class QuestionInsight:
    """`right` is None where nothing may be said, `discrimination` too, and below 20 people."""

    id: str
    prompt: str
    kind: str
    people: int
    right: Told | None
    discrimination: float | None
    choices: tuple[Choice, ...]
    also_right: tuple[str, ...] = ()

    @property
    def misconceptions(self) -> dict[str, tuple[Mapping[str, str], int]]:
        """Key -> (misconception, how many people revealed it at least): from what is told, so it tells no more."""
        found: dict[str, tuple[Mapping[str, str], int]] = {}
        for choice in self.choices if self.kind in OPTIONS else ():
            if choice.misconception and choice.told and choice.told.low >= FEWEST:
                key = choice.misconception["key"]
                before = found[key][1] if key in found else 0
                several = max if self.kind == "multiple_choice" else sum
                found[key] = (choice.misconception, several((before, choice.told.low)))
        return found


def of_question(
    question: Mapping[str, Any], given: Sequence[Given], everybody: Tally, also_right: Sequence[Answer] = ()
) -> QuestionInsight:
    """`everybody` are all who were asked; who gave no answer is not right. `also_right`: corrections of the key."""
    kind = QUESTION_KINDS[question["kind"]]
    is_right = [kind.mark(question, one.answer).correct or one.answer in also_right for one in given]
    right, choices = _choices(question, given, everybody.people, is_right, also_right)
    return QuestionInsight(
        id=question["id"],
        prompt=question["prompt"],
        kind=question["kind"],
        people=everybody.people,
        right=right,
        discrimination=_discrimination(question, given, is_right, everybody) if _is_open(right) else None,
        choices=choices,
        also_right=tuple(kind.words(question, answer) for answer in also_right),
    )


def easiness(questions: Iterable[QuestionInsight]) -> tuple[int, int] | None:
    """The share of answers that were right, over all questions: from and to, in percent. None where one is hidden."""
    shares = [question.right for question in questions]
    if not shares or None in shares:
        return None
    whole = sum(one.out_of for one in shares if one)
    told_of_all = Told(sum(one.low for one in shares if one), sum(one.high for one in shares if one), whole)
    return told_of_all.percents


def misconceptions(questions: Iterable[QuestionInsight]) -> list[tuple[Mapping[str, str], int]]:
    """What at least so many people revealed, the most first. The same people may have revealed it in two questions."""
    found: dict[str, tuple[Mapping[str, str], int]] = {}
    for question in questions:
        for key, (one, people) in question.misconceptions.items():
            found[key] = (one, max(people, found[key][1] if key in found else 0))
        if belief := _belief_of_all_wrong(question):
            key = belief[0]["key"]
            found[key] = (belief[0], max(belief[1], found[key][1] if key in found else 0))
    return sorted(found.values(), key=lambda one: (-one[1], one[0]["name"]))


def _belief_of_all_wrong(question: QuestionInsight) -> tuple[Mapping[str, str], int] | None:
    """In order and match one misconception stands for every answer that is not right."""
    one = question.choices[0].misconception if question.choices else None
    if one is None or question.right is None or question.kind in OPTIONS:
        return None
    people = question.right.out_of - question.right.high
    return (one, people) if people >= FEWEST else None


# --- counts ---------------------------------------------------------------------------------------------------------


def _choices(
    question: Mapping[str, Any], given: Sequence[Given], people: int, is_right: Sequence[bool], also_right: Any
) -> tuple[Told | None, tuple[Choice, ...]]:
    """How many had it right, and the options or lines of the question."""
    kind = QUESTION_KINDS[question["kind"]]
    blank = kind.mark(question, None).parts
    counts = [0] * len(blank)
    for one in given:
        for place, part in enumerate(kind.mark(question, one.answer).parts):
            chosen = part.chosen if question["kind"] in OPTIONS else part.right
            counts[place] += one.by.people if chosen else 0
    if question["kind"] in ONE_CELL_EACH:
        return _one_cell_each(blank, counts, people, also_right)
    right = sum(one.by.people for one, yes in zip(given, is_right, strict=True) if yes)
    return _each_by_itself(question["kind"], blank, counts, people, right)


def _one_cell_each(
    parts: Sequence[Part], counts: Sequence[int], people: int, also_right: Sequence[Answer]
) -> tuple[Told | None, tuple[Choice, ...]]:
    """Options and "no answer" are the cells of one table; what was right is the sum of what is told of its cells."""
    order = sorted(range(len(parts)), key=lambda place: not parts[place].right)
    cells = told([*(counts[place] for place in order), people - sum(counts)])
    found = dict(zip(order, cells, strict=False)) if cells else {}
    choices = tuple(Choice(one.text, one.right, found.get(at), one.misconception) for at, one in enumerate(parts))
    right = [found[at] for at, one in enumerate(parts) if at in found and (one.right or one.id in also_right)]
    if not right:
        return None, choices
    return Told(sum(one.low for one in right), min(people, sum(one.high for one in right)), people), choices


def _each_by_itself(
    kind: str, parts: Sequence[Part], counts: Sequence[int], people: int, right: int
) -> tuple[Told | None, tuple[Choice, ...]]:
    """Options that several may be chosen of, lines and pairs: each splits the people in two."""
    overall = told([right, people - right])
    cells = [told([count, people - count]) for count in counts]
    is_key = [part.right and kind in OPTIONS for part in parts]
    not_right = [cell[key or kind not in OPTIONS] for cell, key in zip(cells, is_key, strict=True) if cell]
    may = overall and gives_nothing_away(overall[1], not_right, FEWEST_WRONG_PARTS.get(kind, 1))
    return overall[0] if overall else None, tuple(
        Choice(part.text, key, cell[0] if cell and may else None, part.misconception)
        for part, key, cell in zip(parts, is_key, cells, strict=True)
    )


# --- discrimination -------------------------------------------------------------------------------------------------


def _is_open(right: Told | None) -> bool:
    """There are enough people, and enough on both sides."""
    return bool(right and right.out_of >= ENOUGH_TO_COMPARE and right.low >= FEWEST <= right.out_of - right.high)


def _discrimination(
    question: Mapping[str, Any], given: Sequence[Given], is_right: Sequence[bool], everybody: Tally
) -> float | None:
    """From -1 to 1 in tenths; None where all rest scores are equal."""
    kind = QUESTION_KINDS[question["kind"]]
    rest = [_rest(one.by, kind.mark(question, one.answer).correct) for one in given]
    answered = [sum(getattr(one.by, name) for one in given) for name in ("people", "score", "squares")]
    blank = Tally(everybody.people - answered[0], everybody.score - answered[1], everybody.squares - answered[2])
    right = [one for one, yes in zip(rest, is_right, strict=True) if yes]
    return _point_biserial(right, [*(one for one, yes in zip(rest, is_right, strict=True) if not yes), blank])


def _rest(by: Tally, own: bool) -> Tally:
    """Their scores without this question, which added `own` to each."""
    return Tally(by.people, by.score - own * by.people, by.squares - own * (2 * by.score - by.people))


def _point_biserial(right: Iterable[Tally], wrong: Iterable[Tally]) -> float | None:
    r, w = _sum(right), _sum(wrong)
    people = r.people + w.people
    variance = (r.squares + w.squares) / people - ((r.score + w.score) / people) ** 2 if people else 0
    if not r.people or not w.people or variance <= 1e-9:
        return None
    between = r.score / r.people - w.score / w.people
    return round(between / sqrt(variance) * sqrt(r.people * w.people) / people, 1) + 0.0


def _sum(tallies: Iterable[Tally]) -> Tally:
    held = list(tallies)
    return Tally(*(sum(getattr(one, name) for one in held) for name in ("people", "score", "squares")))
