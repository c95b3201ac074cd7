"""What the last check-ins of a group show that people believe, and what comes up again for one person.

Counts only where at least five answered; no name stands beside a belief of the group.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from courses import editions, guides
from courses.map import Outline
from courses.quiz.kinds import QUESTION_KINDS
from learners.models import Response

WINDOW = timedelta(days=14)
ENOUGH = 5  # people who answered; fewer are not counted out
MOST = 3


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in a check-in that was handed in. `question` is as it was asked then."""

    enrolment: int
    module: UUID
    number: int
    at: datetime
    question: dict[str, Any]
    answer: Any
    own: bool = True  # of this check-in, not of an earlier week

    @property
    def shows(self) -> dict[str, str]:
        """Key -> name of the misconceptions in it."""
        marked = QUESTION_KINDS[self.question["kind"]].mark(self.question, self.answer)
        return {one["key"]: one["name"] for one in marked.misconceptions}

    @property
    def could_show(self) -> set[str]:
        parts = self.question[QUESTION_KINDS[self.question["kind"]].parts_field]
        named = (part.get("misconception") for part in (self.question, *parts))
        return {one["key"] for one in named if one}


@dataclass(frozen=True, slots=True)
class Belief:
    """`answered` is None where too few answered to be counted. `card` is the place of the card that speaks of it."""

    name: str
    say: str
    people: int
    answered: int | None
    module: UUID
    title: str
    card: int = 0


def given(people: Collection[int], stuck: Collection[UUID], *, now: datetime) -> list[Given]:
    """Answers of the last two weeks, and to modules in which somebody is stuck; oldest first. One query, and one for
    each edition not yet in memory.
    """
    lately = Q(attempt__submitted_at__gte=now - WINDOW)
    asked = Q(attempt__submitted_at__isnull=False) & (lately | Q(attempt__passed=False, attempt__module_key__in=stuck))
    rows = Response.objects.filter(asked, attempt__enrolment__in=people).order_by("attempt__submitted_at", "pk")
    names = ("enrolment_id", "module_key", "number", "submitted_at", "edition_id", "reviews")
    found = rows.values_list(*(f"attempt__{name}" for name in names), "question_id", "answer")
    return [one for row in found if (one := _given(*row))]


def _given(
    enrolment: int,
    module: UUID,
    number: int,
    at: datetime,
    edition: int,
    reviews: list[list[Any]],
    question: str,
    answer: Any,
) -> Given | None:
    again = {asked: of for of, asked in reviews}
    content = editions.content(editions.get(again.get(question, edition)))
    asked = content.questions.get(question)
    return Given(enrolment, content.key, number, at, asked, answer, question not in again) if asked else None


def comes_up_again(answers: Iterable[Given], enrolment: int, module: UUID) -> str:
    """The misconception of most tries of one person at one module, if it was there more than once; else ""."""
    tries: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for one in answers:
        if one.enrolment == enrolment and one.module == module and one.own:
            for key, name in one.shows.items():
                tries.setdefault(key, set()).add(one.number)
                names[key] = name
    again = max(tries, key=lambda key: len(tries[key]), default="")
    return names[again] if again and len(tries[again]) > 1 else ""


def of_group(answers: Iterable[Given], program: Outline, *, now: datetime) -> list[Belief]:
    """By how many people hold it, by the last answer of each to each question in the last two weeks."""
    lately = [one for one in answers if one.at >= now - WINDOW]
    last = list({(one.enrolment, one.question["id"]): one for one in lately}.values())
    could = _people_by_key((key, one) for one in last for key in one.could_show)
    shown = _people_by_key((key, one) for one in last for key in one.shows)
    keys = sorted(shown, key=lambda key: (-len(shown[key]), key))
    told = [key for key in keys if len(shown[key]) > 1][:MOST]
    return [_belief(key, [one for one in last if key in one.shows], len(could[key]), program) for key in told]


def _people_by_key(pairs: Iterable[tuple[str, Given]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for key, one in pairs:
        found.setdefault(key, set()).add(one.enrolment)
    return found


def _belief(key: str, shown: Sequence[Given], answered: int, program: Outline) -> Belief:
    newest = shown[-1]
    module = program.by_key.get(newest.module)
    cards = [card.id for card in module.cards] if module else []
    known = guides.known_beliefs().get(key)
    return Belief(
        name=newest.shows[key],
        say=known.talking_point if known else "",
        people=len({one.enrolment for one in shown}),
        answered=answered if answered >= ENOUGH else None,
        module=newest.module,
        title=module.title if module else "",
        card=cards.index(newest.question["card"]) + 1 if newest.question.get("card") in cards else 0,
    )
