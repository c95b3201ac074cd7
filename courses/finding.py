"""Looks for modules by their words: the door by which learner code searches the curriculum.

Wagtail's index says which modules have the words; what is shown of them comes from texts that a process keeps under the
token of the outline, as in `courses.outline`. Nothing that was typed is kept anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from re import Pattern
from uuid import UUID

from wagtail.models import Locale
from wagtail.search.query import Or, PlainText

from courses import excerpts, languages, outline, searched, terms
from courses.excerpts import Piece
from courses.models import ModulePage
from courses.searched import Text

MOST = 20
A_SENTENCE = 60  # characters
IN_TITLE, IN_ABOUT, IN_CARDS = 8, 4, 5  # what a word counts; how many passages of cards count 1 each


@dataclass(frozen=True, slots=True)
class Found:
    """A module, with a few words around what was found. `matched` of the words stand in it."""

    key: UUID
    excerpt: tuple[Piece, ...]
    matched: int


_kept: tuple[str, dict[UUID, Text]] = ("", {})


def find(words: tuple[str, ...], keys: Sequence[UUID]) -> list[Found]:
    """Modules among `keys` with the `words`, which `terms.read` made; the best first, at most MOST.

    Those with all words where there are any, else those with some. One query, one more after a publication.
    """
    if not words or not keys:
        return []
    hits, texts, pattern = _with(words, keys), _texts(), terms.pattern(words)
    ranked = [_ranked(texts[key], pattern, key) for key in keys if key in hits and key in texts]
    most = max((found.matched for _, found in ranked), default=0)
    ranked = [(rank, found) for rank, found in ranked if found.matched == len(words) or most < len(words)]
    return [found for _, found in sorted(ranked, key=lambda one: (-one[1].matched, -one[0]))][:MOST]


def _with(words: tuple[str, ...], keys: Sequence[UUID]) -> set[UUID]:
    """Those of which the index has one of the words, in any form."""
    ours = Locale.objects.filter(language_code=languages.main())
    pages = ModulePage.objects.filter(live=True, translation_key__in=keys, locale__in=ours).only("translation_key")
    asked = [PlainText(word) for word in words]
    return {page.translation_key for page in pages.autocomplete(Or(asked), order_by_relevance=False)}


def _texts() -> dict[UUID, Text]:
    """Of all published modules. Kept until something is published; without a token nothing could tell."""
    global _kept
    version = outline.seen_version()
    if version and _kept[0] == version:
        return _kept[1]
    pages = ModulePage.objects.filter(live=True, locale__language_code=languages.main())
    read = pages.only("translation_key", "title", "summary", "skill", "objectives", "cards")
    texts = {page.translation_key: searched.of(page) for page in read}
    _kept = (version, texts)
    return texts


def _ranked(text: Text, pattern: Pattern[str], key: UUID) -> tuple[int, Found]:
    title = _terms_in(text.title, pattern)
    about, cards = ([_terms_in(passage, pattern) for passage in passages] for passages in (text.about, text.cards))
    rank = IN_TITLE * len(title) + IN_ABOUT * len(set().union(*about)) + min(IN_CARDS, sum(map(bool, cards)))
    telling = [one for one in zip(text.passages, (*cards, *about), strict=True) if one[1]]
    best = max(telling, key=_tells)[0] if telling else text.about[0]
    return rank, Found(key, excerpts.excerpt(best, pattern), len(title.union(*about, *cards)))


def _terms_in(passage: str, pattern: Pattern[str]) -> set[str]:
    return {match[1].casefold() for match in pattern.finditer(passage)}


def _tells(passage: tuple[str, set[str]]) -> tuple[int, int]:
    """How much a passage says about what was looked for: labels and heads say less than sentences."""
    words, found = passage
    return len(found), min(len(words), A_SENTENCE)
