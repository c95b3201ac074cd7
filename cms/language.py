"""The language of the words on a page, and words that are made once for each language and kept."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

KEPT = 2048  # of each function, in the memory of a process


def current() -> str:
    """Where the site has one language there is nothing to ask. Django would look in three places, for each word."""
    return (len(settings.LANGUAGES) > 1 and get_language()) or settings.LANGUAGE_CODE


def kept(words: Callable[..., str]) -> Callable[..., str]:
    """Makes words once for the same arguments in the same language. Never for what names a person or is theirs."""

    @lru_cache(maxsize=KEPT)
    def made(language: str, *given: Any) -> str:
        with override(language):
            return words(*given)

    @wraps(words)
    def ask(*given: Any) -> str:
        return made(current(), *given)

    return ask
