"""What the audit log says, in words. A test finds every code that is written and has no sentence in audit_kinds.py."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from learners.privacy.audit_kinds import KINDS

WORDS = {code: words for _label, codes in KINDS.values() for code, words in codes.items()}
EMERGENCIES = "emergencies"
# Of the detail of an event only these are told: kinds of files, days and numbers. Never what was chosen for a person.
TOLD = {
    "kind": noop("kind"),
    "lines": noop("lines"),
    "people": noop("people"),
    "first": noop("first day"),
    "last": noop("last day"),
    "number": noop("number"),
    "decision": noop("decision"),
    "fields": noop("fields"),
}


def said(code: str) -> str:
    """What somebody did. A code of a version that is gone reads as it is, without dashes."""
    return _(WORDS[code]) if code in WORDS else code.replace("-", " ").capitalize()


def detail(known: Mapping[str, Any]) -> str:
    """The harmless part of an event's detail, in words, with a mark where a record was read in an emergency."""
    told = [_("in an emergency")] if known.get("emergency") else []
    told += [f"{_(words)}: {known[key]}" for key, words in TOLD.items() if known.get(key) not in (None, "", [], {})]
    return ", ".join(told)


def codes_of(what: str) -> list[str]:
    """`what` is a code or a kind. An unknown one has none."""
    if what in KINDS:
        return list(KINDS[what][1])
    return [what] if what in WORDS else []


def choices() -> list[tuple[Any, Any]]:
    """For a list to choose from: each kind as a whole, then its actions."""
    chosen: list[tuple[Any, Any]] = [("", _("Everything"))]
    for kind, (label, codes) in KINDS.items():
        if codes:
            whole = _("All of: %(kind)s") % {"kind": label}
            chosen.append((label, [(kind, whole), *((code, _(words)) for code, words in codes.items())]))
    return chosen
