"""Suggests sign-in names that say nothing about a person or about treatment: "maple-harbor-47"."""

import secrets
from collections.abc import Iterable

from learners.models import User

FIRST_WORDS = """
amber apple autumn birch bright canyon cedar cherry clover copper coral cotton crystal golden hazel honey indigo
ivory jade juniper lemon lilac linen maple marble meadow mellow mint misty mossy olive orange pebble pepper pine
plum poplar quartz ruby rustic saffron sandy scarlet silver spruce summer sunny teal velvet walnut willow winter
"""
SECOND_WORDS = """
anchor basket beacon bell bridge brook button candle canoe carpet castle cloud compass corner cottage cricket
feather ferry field fountain garden gate guitar harbor hill island kettle kite ladder lake lamp lantern library
meadow mill mirror museum orchard paddle paint park pencil piano pillow pond porch puzzle river robin saddle sailor
sparrow spoon station stream table teapot thimble ticket tower train valley violin wagon window
"""
FIRST, SECOND = FIRST_WORDS.split(), SECOND_WORDS.split()


def suggest() -> str:
    return suggest_many(1)[0]


def suggest_many(count: int, taken: Iterable[str] = ()) -> list[str]:
    """So many free ones, different from each other and from `taken`. One query, hardly ever more."""
    found: list[str] = []
    known = set(taken)
    while len(found) < count:
        drawn = {_draw() for _place in range(count - len(found))} - known
        drawn -= taken_of(drawn)
        found += sorted(drawn)
        known |= drawn
    return found


def taken_of(names: Iterable[str]) -> set[str]:
    """Those that somebody has. One query."""
    return set(User.objects.filter(sign_in_name__in=list(names)).values_list("sign_in_name", flat=True))


def _draw() -> str:
    return f"{secrets.choice(FIRST)}-{secrets.choice(SECOND)}-{10 + secrets.randbelow(90)}"
