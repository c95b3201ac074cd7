"""A module as a handout: all its cards and its worksheet with room to write. A copy: nothing is recorded of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses import cards, editions, vocabulary
from courses.cards import WholeCard
from courses.map import ModuleOutline
from learners.forms.worksheets import Sheet

BOTH = "both"
# Whose examples staff may print: what stands in the address, which names no condition, and what it means.
EXAMPLES = {
    BOTH: (vocabulary.CO_OCCURRING, _("both")),
    "1": (vocabulary.SUBSTANCE_USE, _("substance use")),
    "2": (vocabulary.MENTAL_HEALTH, _("mental health")),
}


@dataclass(frozen=True, slots=True)
class Handout:
    module: ModuleOutline
    cards: tuple[WholeCard, ...]
    sheet: Sheet | None


def of(module: ModuleOutline, variant: str) -> Handout:
    """As this pathway, or family, sees it; without the three-minute version. No query when warm.

    Raises `courses.cards.Missing`.
    """
    worksheet = editions.content(editions.get(module.edition_id)).worksheet
    return Handout(module, cards.all_of(module.key, variant), Sheet(worksheet, {}, 0) if worksheet else None)


def choices() -> list[tuple[str, Any]]:
    """Keys of EXAMPLES with their words."""
    return [(key, words) for key, (_variant, words) in EXAMPLES.items()]


def variant_for(module: ModuleOutline, examples: str) -> str:
    """The variant that staff asked for by a key of EXAMPLES. Families have one only."""
    return vocabulary.FAMILY if module.audience == vocabulary.FAMILY else EXAMPLES[examples][0]
