"""The body of a card as HTML: the second door by which learner code enters the curriculum.

A body is made once for each version of the outline and each variant, then served from memory without a query. The
version is the one that this process saw last: ask `courses.outline.get` first in a request; every learner's view does.
"""

from functools import lru_cache
from uuid import UUID

from django.utils import translation
from django.utils.safestring import SafeString

from cms import site
from courses import languages, outline
from courses.models import ModulePage

KEPT = 2_000  # bodies in the memory of a process: some 10 MB


class Missing(LookupError):
    """No published module has such a card, or such a short version."""


def body(module_key: UUID, card_id: str, variant: str) -> SafeString:
    """`variant` is a participant's pathway or "family". Raises Missing."""
    return _part(module_key, f"card {card_id}", variant)


def short_version(module_key: UUID) -> SafeString:
    """The three-minute version, the same for everybody. Raises Missing."""
    return _part(module_key, "short version", "")


def _part(module_key: UUID, part: str, variant: str) -> SafeString:
    return _rendered(module_key, part, variant, outline.seen_version(), translation.get_language(), site.facts())


@lru_cache(maxsize=KEPT)
def _rendered(
    module_key: UUID, part: str, variant: str, version: str, language: str, facts: site.SiteFacts
) -> SafeString:
    """The arguments are all that the HTML depends on; `facts` has the crisis numbers. Two queries, more with media."""
    page = ModulePage.objects.filter(
        translation_key=module_key, live=True, locale__language_code=languages.main()
    ).first()
    if page is None:
        raise Missing(module_key)
    if part == "short version":
        blocks = list(page.short_version)
    else:
        blocks = [card for card in page.cards if f"card {card.id}" == part]
    if not blocks:
        raise Missing(f"{module_key} {part}")
    return blocks[0].render({"variant": variant, "block_id": blocks[0].id, "card_id": blocks[0].id})
