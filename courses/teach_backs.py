"""What a module asks its reader to say aloud to somebody: the last words of its last card, for pages beside the module.

Read once for each version of the outline and then served from memory. As with cards the version is the one that this
process saw last: ask `courses.outline.get` first in a request.
"""

from functools import lru_cache
from uuid import UUID

from courses import languages, outline
from courses.models import ModulePage

KEPT = 200  # prompts in the memory of a process


def prompt_of(module_key: UUID) -> str:
    """Empty where the module is not published or asks nothing. One query after a change, none when warm."""
    return _prompt(module_key, outline.seen_version())


@lru_cache(maxsize=KEPT)
def _prompt(module_key: UUID, version: str) -> str:
    live = ModulePage.objects.filter(translation_key=module_key, live=True)
    page = live.filter(locale__language_code=languages.main()).first()
    if page is None:
        return ""
    said = [child for card in page.cards for child in card.value["content"] if child.block_type == "teach_back"]
    return str(said[-1].value["prompt"]) if said else ""
