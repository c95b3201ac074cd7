"""Makes a module of data that did not come from files, or says what is wrong with it."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from courses.files import references
from courses.files.explain import Trouble, check
from courses.files.references import Found, card_part
from courses.files.schema.cards import Card
from courses.files.schema.guide import Guide
from courses.files.schema.module import Media, Module, Settings
from courses.files.schema.quiz import Quiz
from courses.files.schema.worksheet import Worksheet

M = TypeVar("M", bound=BaseModel)


def build(slug: str, data: Mapping[str, Any], media: Iterable[Media] = ()) -> tuple[Module | None, list[Found]]:
    """Return the module, or None and every mistake; nothing in `data`, made like `Module.data()`, has to be right."""
    found: list[Found] = []

    def part(name: str, model: type[M], value: Any) -> M | None:
        made, troubles = check(model, value) if value is not None else (None, [])
        found.extend((name, trouble) for trouble in troubles)
        return made

    settings = part("module", Settings, data["module"])
    cards = [part(card_part(number), Card, card) for number, card in enumerate(data["cards"])]
    quiz, worksheet = part("quiz", Quiz, data["quiz"]), part("worksheet", Worksheet, data["worksheet"])
    guide = part("guide", Guide, data["guide"])
    if not cards:
        found.append(("module", Trouble(("cards",), "A module needs at least one card.")))
    if found or not settings:
        return None, found
    module = Module(slug, settings, tuple(filter(None, cards)), quiz, worksheet, guide, tuple(media))
    found.extend(references.in_module(module))
    return (None, found) if found else (module, [])
