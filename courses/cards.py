"""The text of cards as HTML: the second door by which learner code enters the curriculum.

A text is made once for each version of the outline and each variant, then served from memory without a query. The
version is the one that this process saw last: ask `courses.outline.get` first in a request; every view does.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from cms import site
from courses import languages, outline
from courses.models import ModulePage

KEPT = 2_000  # bodies in the memory of a process: some 10 MB
KEPT_WHOLE = 200  # whole modules: some 6 MB


class Missing(LookupError):
    """No published module has such a card, or such a short version."""


@dataclass(frozen=True, slots=True)
class WholeCard:
    title: str
    body: SafeString


def body(module_key: UUID, card_id: str, variant: str) -> SafeString:
    """`variant` is a participant's pathway or "family". Raises Missing."""
    return _part(module_key, f"card {card_id}", variant)


def short_version(module_key: UUID) -> SafeString:
    """The three-minute version, the same for everybody. Raises Missing."""
    return _part(module_key, "short version", "")


def all_of(module_key: UUID, variant: str) -> tuple[WholeCard, ...]:
    """Every card in order, for a page that holds them all and is printed: headings begin at h3, below each card's
    title, and diagrams stand close.

    Raises Missing where the module is not published.
    """
    return _whole(module_key, variant, outline.seen_version(), translation.get_language(), site.facts())


def _part(module_key: UUID, part: str, variant: str) -> SafeString:
    return _rendered(module_key, part, variant, outline.seen_version(), translation.get_language(), site.facts())


@lru_cache(maxsize=KEPT)
def _rendered(
    module_key: UUID, part: str, variant: str, version: str, language: str, facts: site.SiteFacts
) -> SafeString:
    """The arguments are all that the HTML depends on; `facts` has the crisis numbers. Two queries, more with media."""
    page = _page(module_key)
    if part == "short version":
        blocks = list(page.short_version)
    else:
        blocks = [card for card in page.cards if f"card {card.id}" == part]
    if not blocks:
        raise Missing(f"{module_key} {part}")
    return _html(blocks[0], variant)


@lru_cache(maxsize=KEPT_WHOLE)
def _whole(module_key: UUID, variant: str, version: str, language: str, facts: site.SiteFacts) -> tuple[WholeCard, ...]:
    """As `_rendered`: one query for all cards together, more with media."""
    return tuple(
        WholeCard(card.value["title"], _one_deeper(_html(card, variant, on_paper=True)))
        for card in _page(module_key).cards
    )


def _page(module_key: UUID) -> ModulePage:
    page = ModulePage.objects.filter(
        translation_key=module_key, live=True, locale__language_code=languages.main()
    ).first()
    if page is None:
        raise Missing(module_key)
    return page


def _html(block: Any, variant: str, *, on_paper: bool = False) -> SafeString:
    return block.render({"variant": variant, "block_id": block.id, "card_id": block.id, "on_paper": on_paper})


def _one_deeper(html: str) -> SafeString:
    """Texts are escaped and rich text has no headings, so what looks like an h2 is one of our templates'."""
    return mark_safe(html.replace("<h2", "<h3").replace("</h2>", "</h3>"))  # noqa: S308 - as it came
