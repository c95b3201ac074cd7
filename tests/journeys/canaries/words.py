"""A word of its own for each private thing of each person: who may find it, and where it may stand in clear.

To add a kind: seed it in seeds.py, say in ALLOWED who may find it and in `must_find` who does. By privacy.md's table
"Who sees what".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.learners.principals import BOTH, FAMILY, LEADERS, MANAGERS, OPERATORS, PRIVACY_OFFICERS

MARK = "zqx"
LEAD = {**dict.fromkeys(FAMILY, ("gil",)), "ana": ("gil",), "ben": ("hana",), "cara": (), "bea": ("hana",)}
OF_THE_ACCOUNT = {"bea": ("gil",)}  # who sees that Bea is a family member in the morning, and no more
SHARES = ("ana",)  # whose sheet the facilitators of the own group see
IN_EMERGENCY = {"ana": ("hana",), "ben": ("gil",), "cara": ("mia",)}  # to whom the record is open for an hour
KIN = {"ana": ("fay", "fern", "bea"), "bea": ("flo",)}  # who reads the first name beside what a consent shows
SHOWN_PLAN = {"ana": ("fay", "bea"), "bea": ("flo",)}  # to whom a consent shows the own plan


def staff_of(owner: str) -> tuple[str, ...]:
    """Who follows the owner's group."""
    return (*(LEAD[owner] and (*LEAD[owner], *MANAGERS)), *IN_EMERGENCY.get(owner, ()))


def on_papers(owner: str) -> tuple[str, ...]:
    """Consents, requests and logs name people."""
    return (*on_the_account(owner), *PRIVACY_OFFICERS)


def on_the_account(owner: str) -> tuple[str, ...]:
    return (owner, *staff_of(owner), *OF_THE_ACCOUNT.get(owner, ()), *OPERATORS)


def leaders_of(owner: str) -> tuple[str, ...]:
    return tuple(name for name in LEAD[owner] if name in LEADERS)


# kind -> who may find it. Whatever is not named here may be found by nobody at all.
ALLOWED: dict[str, Callable[[str], tuple[str, ...]]] = {
    "first": lambda owner: (*on_papers(owner), *KIN.get(owner, ())),
    "last": on_papers,
    "sign": on_papers,
    "mail": on_the_account,
    "sheet": lambda owner: (owner, *SHOWN_PLAN.get(owner, ()), *(leaders_of(owner) if owner in SHARES else ())),
    "side": lambda owner: (owner,),
    "elect": lambda owner: (owner,),  # on an elective's sheet: no part of the plan that a consent shows
    "kinsheet": lambda owner: (owner,),  # what a participant writes as somebody's family member
    "kinside": lambda owner: (owner,),
    "note": lambda owner: (owner, *leaders_of(owner)),  # the person reads it in the own export
    "skip": lambda owner: (owner, *staff_of(owner)),
    "pause": lambda owner: (owner, *staff_of(owner)),
    "minutes": lambda owner: (owner, *staff_of(owner)),
    "absent": lambda owner: (owner, *staff_of(owner)),
    "path": lambda owner: (owner, *staff_of(owner)),
    "cond": lambda owner: (owner, *staff_of(owner)),  # a condition
    "once": lambda owner: (owner, *staff_of(owner)),  # a condition of before
    "way": lambda owner: (owner, *staff_of(owner)),  # the pathway
    "cert": lambda owner: (owner, *staff_of(owner)),
    "named": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # in a consent
    "for": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # its purpose
    "typed": lambda owner: (owner, *PRIVACY_OFFICERS),  # its signature
    "asked": lambda owner: (owner, *PRIVACY_OFFICERS),
    "stay": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # that the person is a participant
    "kinstay": lambda owner: (owner, *OF_THE_ACCOUNT[owner], *MANAGERS, *PRIVACY_OFFICERS),  # is on the family track
    "glass": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # why the record was asked for
}
# Where a word may stand in clear in the database: (model, column). All else is sealed, or does not know it.
IN_CLEAR: dict[str, set[tuple[str, str]]] = {
    "first": {("User", "first_name")},
    "last": {("User", "last_name")},
    "sign": {("User", "sign_in_name")},
    "mail": {("User", "email")},
    "cond": {("Enrolment", "conditions")},
    "once": {("PathwayChange", "conditions_before")},
    "for": {("Consent", "purpose")},
}


@dataclass(frozen=True)
class Word:
    kind: str
    owner: str
    as_written: str = ""  # where it is not made here

    @property
    def text(self) -> str:
        return self.as_written or f"{MARK}{self.kind}{self.owner}"

    @property
    def allowed(self) -> tuple[str, ...]:
        return ALLOWED[self.kind](self.owner)


def must_find(word: Word) -> set[str]:
    """So that the crawl is not blind: each word is found by somebody who may, and the writer finds the own writing."""
    owner, staff = {word.owner}, set(LEAD[word.owner])
    all_staff = staff | set(OF_THE_ACCOUNT.get(word.owner, ()))
    desk = set(PRIVACY_OFFICERS) if word.owner in BOTH else set()  # who opens the newest consents only
    return {
        **dict.fromkeys(("side", "elect", "kinsheet", "kinside", "cert", "asked", "glass"), owner),
        **dict.fromkeys(("note", "skip", "pause", "minutes", "absent", "path"), owner | staff),
        **dict.fromkeys(("cond", "once", "stay"), owner | staff),
        **dict.fromkeys(("last", "sign", "mail"), owner | all_staff),
        "first": owner | all_staff | set(KIN.get(word.owner, ())),
        "sheet": owner | (staff if word.owner in SHARES else set()) | set(SHOWN_PLAN.get(word.owner, ())),
        "way": staff,  # the own pages do not name it
        "named": owner | staff | desk,
        "for": owner | staff | desk,
        "typed": owner | desk,
        "kinstay": owner | all_staff - staff,
    }[word.kind]


def mark_of(words: Iterable[Word]) -> re.Pattern[str]:
    return re.compile("|".join(sorted((word.text for word in words), key=len, reverse=True)), re.IGNORECASE)
