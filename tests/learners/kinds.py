"""The kinds of objects that an address may point at: their relations to whoever tries, and the address's own part."""

from collections.abc import Callable
from uuid import UUID, uuid4

from tests.learners.principals import BOTH
from tests.learners.world import World

Parameters = dict[str, object]
Maker = Callable[[World, str, str], Parameters]
USUAL = ("own", "foreign", "absent", "gone")
OF_A_TRACK = ("module", "attempt")  # whoever is on both tracks has one of each: the one "own", the other "across"
KINDS: dict[str, tuple[tuple[str, ...], Maker]] = {}


def kind(*more: str) -> Callable[[Maker], Maker]:
    def note(maker: Maker) -> Maker:
        KINDS[maker.__name__] = ((*USUAL, *more), maker)
        return maker

    return note


def relations(name: str, principal: str) -> tuple[str, ...]:
    found = KINDS[name][0] if name else ("own",)
    return (*found, "across") if name in OF_A_TRACK and principal in BOTH else found


def parameters(world: World, name: str, principal: str, relation: str) -> Parameters:
    """Of the first object kind; what it does not name, the address makes up."""
    return KINDS[name][1](world, principal, relation) if name else {}


def uid(row: object) -> UUID:
    return getattr(row, "uid", None) or uuid4()
