"""What a new module may begin with: prepared parts, with words in the places that their author has to fill.

Files in this folder, written like curriculum files. Each unwritten text begins with the mark that publishing refuses.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from cms.texts import strict_yaml

FOLDER: Final = Path(__file__).parent
NAMES: Final = ("standard", "family", "elective")
EMPTY: Final = {"sources": [], "safety_note": "", "license": "CC BY 4.0", "two_example_sets": False}


@dataclass(frozen=True)
class StartingPoint:
    """`data` has the parts of `Module.data()`; what a place decides (code, week, slot) is not in it."""

    slug: str
    name: str
    about: str
    data: dict[str, Any]


def every() -> list[StartingPoint]:
    return [get(slug) for slug in NAMES]


@cache
def get(slug: str) -> StartingPoint:
    held = _read(slug)
    without = held.pop("without_cards", [])
    cards = [card for card in held["cards"] if card["id"] not in without]
    data = {
        "module": {**EMPTY, **held["module"]},
        "cards": cards,
        "quiz": _taught_by(cards, held["quiz"]),
        "worksheet": held["worksheet"],
        "guide": held["guide"],
    }
    return StartingPoint(slug, _(held["name"]), _(held["about"]), data)


def _read(slug: str) -> dict[str, Any]:
    own: dict[str, Any] = strict_yaml.load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8")).data
    if "like" not in own:
        return own
    base = _read(own.pop("like"))
    return {**base, **own, "module": {**base["module"], **own.get("module", {})}}


def _taught_by(cards: list[Any], quiz: dict[str, Any]) -> dict[str, Any]:
    """A question whose card is left out belongs to the first one."""
    ids = {card["id"] for card in cards}
    questions = [one if one["card"] in ids else {**one, "card": cards[0]["id"]} for one in quiz["questions"]]
    return {**quiz, "questions": questions}
