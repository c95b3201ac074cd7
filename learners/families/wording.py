"""The page that a participant signs, and what is frozen of it: the same pieces, with the marks in them as on paper.

The words are a PolicyVersion. Names, ways to stop and the day are filled in. What is ticked, what it is for, its end
and the signature are blanks (slots) in the text, so no choice changes a word of what was read.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import site
from learners.families import names
from learners.models import Consent, FamilyLink, PolicyVersion
from learners.privacy import policies
from learners.safekeeping import person_keys

SLOTS = ("information", "purpose", "expiry", "signature")
TITLE, HEADING, TEXT = "title", "heading", "text"
INFORMATION = {  # column of Consent -> what it says on the page
    "shows_week": gettext_lazy("Which week of the program you are in, and what that week is about."),
    "shows_taking_part": gettext_lazy(
        "Yes or no for each week: did you do what that week asks of everybody? No scores, no titles."
    ),
    "shows_items": gettext_lazy("Single things that you choose one by one: a worksheet, or your plan."),
}
FOR_OTHERS = {  # the same, as the other person and staff read it
    "shows_week": gettext_lazy("The week of the program, and what that week is about."),
    "shows_taking_part": gettext_lazy("Yes or no for each week: was it done, what that week asks of everybody?"),
    "shows_items": gettext_lazy("Single things, chosen one by one: a worksheet, or the plan."),
}
AT_END, ON_DAY = gettext_lazy("When your program ends"), gettext_lazy("After a day that you choose")
READ = gettext_lazy("I have read this page. I say yes to what is ticked.")
REVOKING = gettext_lazy(
    "You can stop it at any time. Open “My people” here and tap “Stop sharing”. Or write to us, or tell your team. It "
    "stops at once."
)


class Piece(NamedTuple):
    """`kind` is a title, a heading, some text, or a slot, whose text is empty."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is marked on the page. Nothing is on by itself."""

    shows_week: bool = False
    shows_taking_part: bool = False
    shows_items: bool = False
    purpose: str = Consent.Purpose.MY_REQUEST
    expires_on: date | None = None

    @classmethod
    def of(cls, consent: Consent) -> "Choices":
        return cls(
            consent.shows_week,
            consent.shows_taking_part,
            consent.shows_items,
            consent.purpose,
            consent.expires_on,
        )

    @property
    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (*INFORMATION, "purpose", "expires_on")}

    @property
    def scopes(self) -> list[str]:
        return [name for name in INFORMATION if getattr(self, name)]

    def check(self, today: date) -> None:
        """Raises ValidationError."""
        if not self.scopes:
            raise ValidationError({"scopes": _("Tick what may be shown. If it is nothing, you need not sign.")})
        if self.expires_on is not None and self.expires_on < today:
            raise ValidationError({"expires_on": _("Choose today or a later day.")})

    def lines(self, slot: str) -> list[str]:
        """A slot as it is frozen: each choice with its mark."""
        if slot == "information":
            return [_marked(str(words), getattr(self, name), "[]") for name, words in INFORMATION.items()]
        if slot == "purpose":
            return [
                _marked(capfirst(str(words)), value == self.purpose, "()") for value, words in Consent.Purpose.choices
            ]
        day = f": {date_format(self.expires_on, 'F j, Y')}" if self.expires_on else ""
        ends = _marked(str(AT_END), self.expires_on is None, "()")
        return [ends, _marked(f"{ON_DAY}{day}", self.expires_on is not None, "()")]


@dataclass(frozen=True)
class Page:
    """What stands on the page before it is signed."""

    policy: PolicyVersion
    filled: dict[str, str]
    today: date

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(_pieces(self.policy.body, self.filled))

    @property
    def fingerprint(self) -> str:
        """Says whether what is signed is what was looked at."""
        return _sha256(json.dumps([self.policy.sha256, self.pieces]))

    def check_was_seen(self, seen: str) -> None:
        """Raises ValidationError: the day, a name or the words changed since the page was opened."""
        if seen != self.fingerprint:
            raise ValidationError(_("Something on this page changed since you opened it. Read it again, then sign."))

    def signed(self, choices: Choices, signature: str) -> str:
        """The whole text as it was on the page, with its marks."""
        told = {slot: "\n".join(choices.lines(slot)) for slot in ("information", "purpose", "expiry")}
        told["signature"] = f"{_marked(str(READ), True, '[]')}\n{signature}"
        marks = {TITLE: "# ", HEADING: "## "}
        return "\n\n".join(told.get(one.kind, marks.get(one.kind, "") + one.text) for one in self.pieces) + "\n"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A signed consent, opened. `elements` are the nine of 42 CFR 2.31, in their order."""

    text: str
    elements: dict[str, str]
    number: int
    sha256: str

    @property
    def mark(self) -> str:
        return self.sha256[:12]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Blocks of the text, to lay them out; a slot is a text of several lines."""
        return tuple(_block(block) for block in self.text.strip().split("\n\n"))


# --- questions ------------------------------------------------------------------------------------------------------


def page(link: FamilyLink, *, now: datetime) -> Page:
    """As it would be signed at this moment. Two queries."""
    today = link.participant.cohort.today(now)
    filled = {
        "patient": link.participant.person.get_full_name(),
        "program": site.facts().program_name,
        "recipient": names.of(link),
        "revoking": str(REVOKING),
        "date": date_format(today, "F j, Y"),
    }
    return Page(policies.current(PolicyVersion.Kind.FAMILY_CONSENT), filled, today)


def freeze(consent: Consent, page: Page, choices: Choices, signature: str) -> tuple[str, str]:
    """Sealed JSON and its sha256. Call inside the transaction of the write."""
    elements = {**page.filled, "signature": signature}
    elements |= {slot: "\n".join(choices.lines(slot)) for slot in ("information", "purpose", "expiry")}
    held = {
        "schema": 1,
        "elements": {name: elements[name] for name in policies.NINE},
        "text": page.signed(choices, signature),
        "policy": {"number": page.policy.number, "language": page.policy.language, "sha256": page.policy.sha256},
        "read": True,
    }
    written = json.dumps(held, sort_keys=True, ensure_ascii=False)
    cipher = person_keys.of(consent.link.participant.person_id)
    return cipher.seal(written, bound_to=_binding(consent)), _sha256(written)


def frozen(consent: Consent) -> Frozen:
    """One query. Raises CannotOpen, also where the text is not the one that was signed."""
    cipher = person_keys.opened(consent.link.participant.person_id)
    written = cipher.unseal(consent.sealed, bound_to=_binding(consent))
    if _sha256(written) != consent.sha256:
        raise person_keys.CannotOpen("This is not the text that was signed.")
    held = json.loads(written)
    elements = {name: held["elements"][name] for name in policies.NINE}
    return Frozen(held["text"], elements, held["policy"]["number"], consent.sha256)


def scopes_of(consent: Consent) -> list[str]:
    """What is ticked, in words for the participant."""
    return [str(words) for name, words in INFORMATION.items() if getattr(consent, name)]


def scopes_for_others(consent: Consent) -> list[str]:
    return [str(words) for name, words in FOR_OTHERS.items() if getattr(consent, name)]


def _pieces(body: str, filled: dict[str, str]) -> Iterator[Piece]:
    """In order. What is filled in is text, whatever braces it holds."""
    text = ""
    for place, part in enumerate(policies.IN_BRACES.split(body)):
        if place % 2 and part in SLOTS:
            yield from _blocks(text)
            yield Piece(part)
            text = ""
        else:
            text += filled.get(part, f"{{{part}}}") if place % 2 else part
    yield from _blocks(text)


def _blocks(text: str) -> Iterator[Piece]:
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return (_block(block) for block in blocks if block)


def _block(block: str) -> Piece:
    for mark, kind in (("## ", HEADING), ("# ", TITLE)):
        if block.startswith(mark):
            return Piece(kind, block.removeprefix(mark))
    return Piece(TEXT, block)


def _marked(words: str, on: bool, brackets: str) -> str:
    return f"{brackets[0]}{'x' if on else ' '}{brackets[1]} {words}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _binding(consent: Consent) -> str:
    return f"{Consent._meta.label_lower}.sealed:{consent.uid}"
