"""What differs between two editions of a module, text by text, in words that a clinician can check. Pure.

An edition is laid out as texts at places; a change is a place where the two say different things. Questions, options
and fields are followed by their ids, so that moving one is no change of its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain
from typing import Any, Final, NamedTuple

from courses.frozen import EditionContent
from courses.quiz import QUESTION_KINDS

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
MODULE, OBJECTIVES, CARDS, CHECK_IN, WORKSHEET = SECTIONS = ("module", "objectives", "cards", "check-in", "worksheet")
KEY: Final = "key"  # which answers are right
ORDER: Final = "order"
NOT_A_PART: Final = ("id", "kind")
NAME: Final = 40  # characters of a name in a row


class Run(NamedTuple):
    """Words that both editions have (`state` is ""), or one of them."""

    text: str
    state: str


class Place(NamedTuple):
    """`owner` is the id of a question, card or field, or the number of an objective; `part` that of an option."""

    section: str
    owner: str
    kind: str
    part: str = ""


class Said(NamedTuple):
    """`meant` is compared, `shown` is read: a right answer that is only reworded stays the same answer."""

    meant: str
    shown: str


@dataclass(frozen=True, slots=True)
class Change:
    """`numbers` are those of its question, card or field, before and after; 0 where there was none."""

    place: Place
    numbers: tuple[int, int]
    before: str | None
    after: str | None

    @property
    def action(self) -> str:
        return ADDED if self.before is None else REMOVED if self.after is None else CHANGED

    @property
    def number(self) -> int:
        return self.numbers[1] or self.numbers[0]

    @property
    def is_key(self) -> bool:
        """Another answer is right than before, in a question that stays."""
        return self.place.kind == KEY and self.action == CHANGED

    @property
    def runs(self) -> tuple[Run, ...]:
        return runs(self.before or "", self.after or "")

    def mirrored(self) -> "Change":
        return replace(self, numbers=self.numbers[::-1], before=self.after, after=self.before)


def between(before: EditionContent, after: EditionContent) -> tuple[Change, ...]:
    """Every difference, in the order of the newer edition; what is gone comes at the end of its section."""
    old, new = _texts(before), _texts(after)
    numbers = _numbers(before), _numbers(after)
    places = [place for place in chain(new, (place for place in old if place not in new)) if _differ(place, old, new)]
    found = [
        Change(place, _both(numbers, place), *(said[place].shown if place in said else None for said in (old, new)))
        for place in places
    ]
    found += _moved(before, after)
    return tuple(sorted(found, key=lambda change: SECTIONS.index(change.place.section)))


def changed_keys(before: EditionContent, after: EditionContent) -> tuple[Change, ...]:
    """Questions that stayed but count another answer as right."""
    return tuple(change for change in between(before, after) if change.is_key)


def runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of both texts in one row: kept, removed, added."""
    old, new = before.split(), after.split()
    found: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run(" ".join(old[a:b]), ""))
            continue
        pieces = (Run(" ".join(old[a:b]), REMOVED), Run(" ".join(new[c:d]), ADDED))
        found += [piece for piece in pieces if piece.text]
    return tuple(found)


# --- an edition as texts at places ----------------------------------------------------------------------------------


def _texts(edition: EditionContent) -> dict[Place, Said]:
    return {place: said for place, said in _said(edition) if said.meant}


def _said(edition: EditionContent) -> Iterator[tuple[Place, Said]]:
    for kind in ("title", "code", "audience", "strand", "week", "minutes"):
        yield Place(MODULE, "", kind), _plain(getattr(edition, kind))
    for number, objective in enumerate(edition.objectives, 1):
        yield Place(OBJECTIVES, str(number), "text"), _plain(objective)
    for card in edition.cards:
        yield Place(CARDS, card.id, "title"), _plain(card.title)
    if edition.quiz:
        yield Place(CHECK_IN, "", "pass_mark"), _plain(edition.quiz["pass_mark"])
    for question in edition.questions.values():
        yield from _question(edition, question)
    yield from _worksheet(edition)


def _question(edition: EditionContent, question: dict[str, Any]) -> Iterator[tuple[Place, Said]]:
    own, kind = question["id"], QUESTION_KINDS[question["kind"]]
    yield Place(CHECK_IN, own, "prompt"), _plain(question["prompt"])
    yield Place(CHECK_IN, own, "kind"), _plain(question["kind"])
    yield Place(CHECK_IN, own, KEY), _right(question)
    yield Place(CHECK_IN, own, "belief"), _belief(question.get("misconception"))
    for part in question[kind.parts_field]:
        text = part.get("text") or f"{part.get('left', '')} – {part.get('right', '')}"
        yield Place(CHECK_IN, own, "answer", part["id"]), _plain(text)
        yield Place(CHECK_IN, own, "explanation", part["id"]), _plain(part.get("explanation", ""))
        yield Place(CHECK_IN, own, "belief", part["id"]), _belief(part.get("misconception"))
    yield Place(CHECK_IN, own, "card"), Said(question["card"], edition.card_title(question["card"]))
    yield Place(CHECK_IN, own, "objectives"), _plain(", ".join(map(str, question["objectives"])))


def _worksheet(edition: EditionContent) -> Iterator[tuple[Place, Said]]:
    sheet = edition.worksheet or {}
    for kind in ("title", "intro"):
        yield Place(WORKSHEET, "", kind), _plain(sheet.get(kind, ""))
    for kind in ("feeds_plan", "gathers_plan"):
        yield Place(WORKSHEET, "", kind), _plain("✓" if sheet.get(kind) else "")
    for field in edition.fields.values():
        yield Place(WORKSHEET, field["id"], "kind"), _plain(field["kind"])
        for kind, value in field.items():
            if kind == "options":
                for option in value:
                    yield Place(WORKSHEET, field["id"], "option", option["id"]), _plain(option["text"])
            elif kind not in NOT_A_PART:
                yield Place(WORKSHEET, field["id"], kind), _plain(value)


def _right(question: dict[str, Any]) -> Said:
    """By ids, so that other words for it are no other answer; pairs by their words, which are all that joins them."""
    kind = QUESTION_KINDS[question["kind"]]
    right = kind.right_answer(question)
    shown = kind.words(question, right)
    return Said(shown if "pairs" in question else repr(right), shown)


def _plain(value: Any) -> Said:
    text = " · ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return Said(text, text)


def _belief(misconception: Any) -> Said:
    """By its name and reply: people read both."""
    return _plain(f"{misconception['name']}: {misconception['reply']}" if misconception else "")


# --- numbers and order ----------------------------------------------------------------------------------------------

Numbers = dict[tuple[str, str], int]


def _numbers(edition: EditionContent) -> Numbers:
    listed = {
        OBJECTIVES: [str(number) for number in range(1, len(edition.objectives) + 1)],
        CARDS: [card.id for card in edition.cards],
        CHECK_IN: list(edition.questions),
        WORKSHEET: list(edition.fields),
    }
    return {(section, own): number for section, ids in listed.items() for number, own in enumerate(ids, 1)}


def _both(numbers: tuple[Numbers, Numbers], place: Place) -> tuple[int, int]:
    before, after = (one.get((place.section, place.owner), 0) for one in numbers)
    return before, after


def _differ(place: Place, old: dict[Place, Said], new: dict[Place, Said]) -> bool:
    return place not in old or place not in new or old[place].meant != new[place].meant


def _moved(before: EditionContent, after: EditionContent) -> Iterator[Change]:
    """One change for each section in which things that stayed stand in another order, told by their names."""
    for section in (CARDS, CHECK_IN, WORKSHEET):
        old, new = _named(before, section), _named(after, section)
        kept, now = [own for own in old if own in new], [own for own in new if own in old]
        if kept != now:
            rows = ("; ".join(names[own] for own in row) for names, row in ((old, kept), (new, now)))
            yield Change(Place(section, "", ORDER), (0, 0), *rows)


def _named(edition: EditionContent, section: str) -> dict[str, str]:
    if section == CARDS:
        names = {card.id: card.title for card in edition.cards}
    elif section == CHECK_IN:
        names = {own: question["prompt"] for own, question in edition.questions.items()}
    else:
        names = {own: field["label"] for own, field in edition.fields.items()}
    return {own: name if len(name) <= NAME else f"{name[:NAME]} …" for own, name in names.items()}
