"""The kinds of objects that an address may point at: their relations to whoever tries, and the address's own part."""

from collections.abc import Callable
from uuid import UUID, uuid4

from tests.learners.world import World

Parameters = dict[str, object]
Maker = Callable[[World, str, str], Parameters]
USUAL = ("own", "foreign", "absent", "gone")
KINDS: dict[str, tuple[tuple[str, ...], Maker]] = {}


def kind(*more: str) -> Callable[[Maker], Maker]:
    def note(maker: Maker) -> Maker:
        KINDS[maker.__name__] = ((*USUAL, *more), maker)
        return maker

    return note


def relations(name: str) -> tuple[str, ...]:
    return KINDS[name][0] if name else ("own",)


def parameters(world: World, name: str, principal: str, relation: str) -> Parameters:
    """Of the first object kind; what it does not name, the address makes up."""
    return KINDS[name][1](world, principal, relation) if name else {}


def uid(row: object) -> UUID:
    return getattr(row, "uid", None) or uuid4()
