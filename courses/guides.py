"""What a facilitator needs to run a module in a group: the fourth door by which learner code enters the curriculum.

Frozen values, read once for each version of the outline and then served from memory without a query. As with cards the
version is the one that this process saw last: ask `courses.outline.get` first in a request. Who may read it is asked in
`learners.access`.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from courses import clinical_reviews, languages, outline
from courses.models import Misconception, ModulePage, Source

KEPT = 200  # guides in the memory of a process: some 2 MB


class Missing(LookupError):
    """No such module is published."""


@dataclass(frozen=True, slots=True)
class Review:
    """Whether a clinician has read and approved the module. Both a name and a day are needed.

    `changed_since` is the day from which on another text than the approved one is published.
    """

    reviewer: str
    reviewed_on: date | None
    next_on: date | None
    changed_since: date | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.reviewer and self.reviewed_on)

    @property
    def is_current(self) -> bool:
        """Done, and of the text that people read now."""
        return self.is_done and self.changed_since is None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the session, in minutes from its start."""

    begins: int
    ends: int
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Belief:
    name: str
    reply: str
    talking_point: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    title: str
    year: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A module without a guide has an empty `purpose` and no steps; the rest stands on the module itself."""

    purpose: str
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    prompts: tuple[str, ...]
    beliefs: tuple[Belief, ...]
    cautions: tuple[str, ...]
    adapt: tuple[str, ...]
    objectives: tuple[str, ...]
    safety_note: str
    sources: tuple[SourceLine, ...]
    review: Review
    two_example_sets: bool

    @property
    def minutes(self) -> int:
        return self.steps[-1].ends if self.steps else 0


def get(module_key: UUID) -> Guide:
    """Three queries after a change, none when warm. Raises Missing."""
    return _guide(module_key, outline.seen_version())


def reviews() -> dict[UUID, Review]:
    """By module key, of all published modules. One query after a change, none when warm."""
    return _reviews(outline.seen_version())


def known_beliefs() -> dict[str, Belief]:
    """By key, as they read today. One query after a change, none when warm."""
    return _known_beliefs(outline.seen_version())


@lru_cache(maxsize=KEPT)
def _guide(module_key: UUID, version: str) -> Guide:
    page = _live().filter(translation_key=module_key).first()
    if page is None:
        raise Missing(module_key)
    value: dict[str, Any] = page.guide[0].value if page.guide else {}
    texts = {name: tuple(value.get(name, ())) for name in ("materials", "prompts", "cautions", "adapt")}
    return Guide(
        purpose=value.get("purpose", ""),
        steps=_steps(value.get("outline", ())),
        beliefs=_beliefs(list(value.get("misconceptions", ()))),
        objectives=tuple(str(objective.value) for objective in page.objectives),
        safety_note=page.safety_note,
        sources=_sources([str(source.value) for source in page.sources]),
        review=Review(page.reviewer, page.reviewed_on, page.next_review_on, page.changed_on),
        two_example_sets=page.two_example_sets,
        **texts,
    )


@lru_cache(maxsize=2)
def _reviews(version: str) -> dict[UUID, Review]:
    rows = _live().values_list("translation_key", "reviewer", "reviewed_on", "next_review_on", "changed_on")
    return {key: Review(*review) for key, *review in rows}


@lru_cache(maxsize=2)
def _known_beliefs(version: str) -> dict[str, Belief]:
    rows = Misconception.objects.values_list("key", "name", "reply", "talking_point")
    return {key: Belief(*words) for key, *words in rows}


def _live() -> QuerySet[ModulePage]:
    pages = ModulePage.objects.filter(live=True, locale__language_code=languages.main())
    return clinical_reviews.with_changed_on(pages)


def _steps(outline_of_session: Any) -> tuple[Step, ...]:
    ends = accumulate(step["minutes"] for step in outline_of_session)
    return tuple(
        Step(end - step["minutes"], end, step["part"], step["text"])
        for end, step in zip(ends, outline_of_session, strict=True)
    )


def _beliefs(keys: list[str]) -> tuple[Belief, ...]:
    """Those that are still there, in the order of the guide."""
    known = Misconception.objects.in_bulk(keys, field_name="key")
    return tuple(Belief(one.name, one.reply, one.talking_point) for key in keys if (one := known.get(key)))


def _sources(codes: list[str]) -> tuple[SourceLine, ...]:
    known = Source.objects.in_bulk(codes, field_name="code")
    return tuple(SourceLine(one.title, one.year) for code in codes if (one := known.get(code)))
