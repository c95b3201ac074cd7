"""What there is to learn, in which order, as frozen values. Pure; `courses.outline` fills it from published pages."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from courses.rules import SequencingRules


@dataclass(frozen=True, slots=True)
class CardOutline:
    id: str  # the card's UUID, as text
    title: str


@dataclass(frozen=True, slots=True)
class TalkTogether:
    """Questions of a family module that two people can ask each other; both can answer all of them."""

    opening: str
    follow_ups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """One published module. `week` and `slot` count from 1, `minutes` is for cards, worksheet and check-in together."""

    key: UUID
    code: str
    title: str
    summary: str
    audience: str
    strand: str
    week: int
    slot: int
    required_for: frozenset[str]
    elective_for: str | None
    minutes: int
    cards: tuple[CardOutline, ...]
    worksheet_title: str  # "" where the module has none
    question_count: int
    edition_id: int
    has_short_version: bool = False
    feeds_plan: bool = False  # what is written on its worksheet is gathered in the person's plan
    talk: TalkTogether | None = None  # None where it is not for families, or nobody has written it yet


@dataclass(frozen=True, slots=True)
class WeekOutline:
    number: int
    theme: str
    summary: str
    modules: tuple[ModuleOutline, ...]


@dataclass(frozen=True)
class Outline:
    """A whole program. `version` changes whenever anything in it is published, so it can key a cache."""

    program_key: UUID
    title: str
    version: str
    rules: SequencingRules
    weeks: tuple[WeekOutline, ...]

    @cached_property
    def by_key(self) -> dict[UUID, ModuleOutline]:
        return {module.key: module for week in self.weeks for module in week.modules}

    @cached_property
    def by_code(self) -> dict[str, ModuleOutline]:
        return {module.code: module for module in self.by_key.values()}

    @cached_property
    def theme_of(self) -> dict[int, WeekOutline]:
        return {week.number: week for week in self.weeks}
