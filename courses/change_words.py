"""Changes of an edition in a reader's words: by section, and in short. Reads no database."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses import edition_changes as ec
from courses.edition_changes import Change, Run

SECTIONS = {
    ec.MODULE: gettext_lazy("The module"),
    ec.OBJECTIVES: gettext_lazy("Objectives"),
    ec.CARDS: gettext_lazy("Titles of cards"),
    ec.CHECK_IN: gettext_lazy("Check-in"),
    ec.WORKSHEET: gettext_lazy("Worksheet"),
}
OWNERS = {
    ec.OBJECTIVES: gettext_lazy("Objective %(number)s"),
    ec.CARDS: gettext_lazy("Card %(number)s"),
    ec.CHECK_IN: gettext_lazy("Question %(number)s"),
    ec.WORKSHEET: gettext_lazy("Field %(number)s"),
}
KINDS = {
    "answer": gettext_lazy("answer"),
    "audience": gettext_lazy("for whom"),
    "belief": gettext_lazy("misconception"),
    "card": gettext_lazy("its card"),
    "code": gettext_lazy("code"),
    "columns": gettext_lazy("columns"),
    "explanation": gettext_lazy("explanation"),
    "feeds_plan": gettext_lazy("goes into the personal plan"),
    "gathers_plan": gettext_lazy("gathers the personal plan"),
    "help": gettext_lazy("help text"),
    "high_label": gettext_lazy("word at the high end"),
    "intro": gettext_lazy("introduction"),
    "key": gettext_lazy("right answer"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("label"),
    "low_label": gettext_lazy("word at the low end"),
    "max_items": gettext_lazy("most lines"),
    "minutes": gettext_lazy("minutes"),
    "objectives": gettext_lazy("its objectives"),
    "option": gettext_lazy("choice"),
    "order": gettext_lazy("order"),
    "pass_mark": gettext_lazy("pass mark"),
    "prompt": gettext_lazy("words of the question"),
    "rows": gettext_lazy("rows"),
    "strand": gettext_lazy("strand"),
    "text": gettext_lazy("words"),
    "title": gettext_lazy("title"),
    "week": gettext_lazy("week"),
}
MARKS = {ec.ADDED: "<ins>{}</ins>", ec.REMOVED: "<del>{}</del>", "": "{}"}
ACTIONS = {
    ec.ADDED: gettext_lazy("added"),
    ec.REMOVED: gettext_lazy("removed"),
    ec.CHANGED: gettext_lazy("changed"),
}


class Line(NamedTuple):
    """One change, its words as HTML with marks. `is_key` asks for a careful look: another answer is right now."""

    what: str
    action: str
    words: SafeString
    is_key: bool


class Owner(NamedTuple):
    """What belongs to one question, card, field or objective, or with an empty `title` to the section itself."""

    title: str
    lines: tuple[Line, ...]


def by_section(changes: Iterable[Change]) -> list[tuple[str, list[Owner]]]:
    found = []
    for section, some in groupby(changes, key=lambda change: change.place.section):
        owners: dict[str, list[Change]] = {}
        for change in some:
            owners.setdefault(change.place.owner, []).append(change)
        found.append((str(SECTIONS[section]), [_owner(section, lines) for lines in owners.values()]))
    return found


def in_short(changes: Iterable[Change]) -> list[str]:
    """A phrase for each section, those with another right answer first."""
    told = tuple(changes)
    keys = sorted({change.number for change in told if change.is_key})
    first = [_("right answer of question %(numbers)s") % {"numbers": ", ".join(map(str, keys))}] if keys else []
    counts = Counter(change.place.section for change in told)
    return first + [
        ngettext("%(section)s: %(count)s change", "%(section)s: %(count)s changes", count)
        % {"section": SECTIONS[section], "count": count}
        for section, count in counts.items()
    ]


def _owner(section: str, changes: list[Change]) -> Owner:
    title = OWNERS[section] % {"number": changes[0].number} if changes[0].number else ""
    return Owner(str(title), tuple(_line(change) for change in changes))


def _line(change: Change) -> Line:
    kind = change.place.kind
    return Line(str(KINDS.get(kind, kind)), str(ACTIONS[change.action]), _marked(change.runs), change.is_key)


def _marked(runs: Iterable[Run]) -> SafeString:
    return format_html_join(" ", "{}", ((format_html(MARKS[run.state], run.text),) for run in runs))
