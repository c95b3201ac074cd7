"""What invented people write on their worksheets: short, plain, and of the shape that each field keeps. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from learners.demo import people

# By a word of the field's label; the last entry answers everything else.
PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "reason",
        ("My kids", "Sleep through the night", "Keep my job", "Feel like myself", "My sister's trust", "My health"),
    ),
    (
        "goal",
        ("Coach my son's team again", "Finish my certificate", "Be home for dinner each day", "Cook twice a week"),
    ),
    (
        "sign",
        (
            "I stop answering texts",
            "I skip meals",
            "I tell myself I do not need anyone",
            "I cannot sit still",
            "Two bad nights in a row",
        ),
    ),
    (
        "help",
        (
            "A walk around the block",
            "Cold water on my hands",
            "That one song",
            "Calling my cousin",
            "Sitting with the dog",
        ),
    ),
    ("place", ("The library on Fifth", "My aunt's kitchen", "The diner near the bus stop")),
    (
        "request",
        (
            "Could you drive me on Tuesday at six?",
            "Could you text me on Friday evening?",
            "Could we eat together on Sunday?",
        ),
    ),
    (
        "step",
        ("Walk with Marta after work on Thursday", "Call the clinic about my pills", "Ask Lee to sit with me at lunch"),
    ),
    (
        "when",
        ("After coffee and before bed", "At lunch and after I brush my teeth", "When I get on the bus, both ways"),
    ),
    ("carry", ("In my wallet and on the fridge", "In my phone, first note")),
    ("keep", ("In my wallet and on the fridge", "In my phone, first note")),
    ("support", ("My brother", "Tuesday group", "Walking", "My neighbor", "Choir")),
    (
        "link",
        (
            "When I sleep badly, then I snap at people",
            "When I am alone on payday, then the urge comes",
            "None that I see now",
        ),
    ),
    ("word", ("Let down", "Restless", "Lonely", "Calm", "Proud, a little", "Worn out")),
    ("question", ("Will the tired feeling pass?", "Can I take this with my other pills?", "Who do I call at night?")),
    (
        "",
        (
            "I said it out loud to one person and it went all right.",
            "It was harder on the weekend. On Monday I tried again.",
            "I noticed it sooner than last time.",
            "Not sure yet. I want to talk about it in group.",
            "One day at a time. I can ask for help before it gets big.",
            "It is all right that this takes time.",
        ),
    ),
)
CELLS = (
    "Monday morning",
    "Bus stop",
    "Tired",
    "Called my brother",
    "6",
    "Tight chest",
    "Went for a walk",
    "Work call",
    "A bit better",
)
HOW = ("Picks up at night", "Can drive me", "Listens and does not preach", "Sits with me")


def sheet(worksheet: Mapping[str, Any], day: date, chance: Random, fullness: float = 0.85) -> dict[str, Any]:
    """Values by field id; a field is left empty with the chance 1 - `fullness`."""
    return {field["id"]: value(field, day, chance) for field in worksheet["fields"] if chance.random() < fullness}


def value(field: Mapping[str, Any], day: date, chance: Random) -> Any:
    return WRITERS[field["kind"]](field, day, chance)


def _phrases(field: Mapping[str, Any]) -> tuple[str, ...]:
    label = field["label"].lower()
    return next(phrases for word, phrases in PHRASES if word in label)


def _text(field: Mapping[str, Any], day: date, chance: Random) -> str:
    return chance.choice(_phrases(field))


def _long_text(field: Mapping[str, Any], day: date, chance: Random) -> str:
    return " ".join(chance.sample(PHRASES[-1][1], chance.randint(1, 3)))


def _list(field: Mapping[str, Any], day: date, chance: Random) -> list[str]:
    phrases = _phrases(field)
    return chance.sample(phrases, min(len(phrases), field["max_items"], chance.randint(2, 4)))


def _scale(field: Mapping[str, Any], day: date, chance: Random) -> int:
    return min(10, max(0, round(chance.gauss(6, 2))))


def _table(field: Mapping[str, Any], day: date, chance: Random) -> list[list[str]]:
    filled = chance.randint(1, field["rows"])
    columns = len(field["columns"])
    return [[chance.choice(CELLS) if row < filled else "" for _ in range(columns)] for row in range(field["rows"])]


def _checklist(field: Mapping[str, Any], day: date, chance: Random) -> list[str]:
    ticked = [option["id"] for option in field["options"] if chance.random() < 0.4]
    return ticked or [field["options"][0]["id"]]


def _date(field: Mapping[str, Any], day: date, chance: Random) -> str:
    return (day + timedelta(days=chance.randint(1, 10))).isoformat()


def _contact(field: Mapping[str, Any], day: date, chance: Random) -> dict[str, str]:
    """The phone numbers are of the block that is kept free for fiction."""
    return {"name": people.name(chance).first, "phone": f"555-01{chance.randint(0, 99):02}", "how": chance.choice(HOW)}


WRITERS = {
    "short_text": _text,
    "long_text": _long_text,
    "list": _list,
    "scale": _scale,
    "table": _table,
    "checklist": _checklist,
    "date": _date,
    "contact": _contact,
}
