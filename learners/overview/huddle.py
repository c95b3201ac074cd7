"""One line for each person about whom there is something to say before group: why in words, and what could be done.

Pure: reads what `learners.overview.following` found. Whoever goes their way has no line.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from learners.overview import attention, huddle_said
from learners.overview.following import Followed
from learners.overview.huddle_said import Meeting, Said

DEEDS = {
    "open-week": gettext_lazy("Open a week"),
    "extend": gettext_lazy("Give more time"),
    "pause": gettext_lazy("Pause the plan"),
    "resume": gettext_lazy("End the pause"),
    "assign": gettext_lazy("Add a module"),
    "excuse": gettext_lazy("Excuse it"),
    "note": gettext_lazy("Write a note"),
}
FIXES = {  # kind of reason -> what fits it
    "new": ("note",),
    "back": ("open-week", "note"),
    "paused": ("resume",),
    attention.QUIET: ("note", "pause"),
    attention.MISSED_SESSIONS: ("note", "assign"),
    attention.TRIES: ("note", "excuse"),
    attention.SAFETY: ("note",),
    attention.REVIEW: ("note",),
    "not-opened": ("extend", "note"),
    "stopped": ("extend", "note"),
    "homework": ("extend", "excuse"),
    "make-up": ("excuse", "extend"),
    "sessions": ("assign",),
}
TAGS = {"new": gettext_lazy("New"), "back": gettext_lazy("Back"), "paused": gettext_lazy("On pause")}
OF_A_MODULE = {"excuse"}
MOST_DEEDS = 2
MOST_SAID = 4  # more on one sheet nobody reads


@dataclass(frozen=True, slots=True)
class Deed:
    name: str
    module: UUID | None = None

    @property
    def words(self) -> str:
        return str(DEEDS[self.name])


@dataclass(frozen=True, slots=True)
class Line:
    followed: Followed
    said: tuple[Said, ...]

    @property
    def words(self) -> str:
        """The first reasons in words, and how many more the person's own page tells."""
        told = [one.words for one in self.said[:MOST_SAID]]
        more = len(self.said) - MOST_SAID
        if more > 0:
            told.append(ngettext("And %(n)s thing more.", "And %(n)s things more.", more) % {"n": more})
        return " ".join(told)

    @property
    def tag(self) -> str:
        """What this person is today: new, back or on pause."""
        return next((str(TAGS[one.kind]) for one in self.said if one.kind in TAGS), "")

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The one or two that fit the reasons, the first reason first."""
        fitting: dict[str, Deed] = {}
        for one in self.said:
            for name in FIXES[one.kind]:
                fitting.setdefault(name, Deed(name, one.module if name in OF_A_MODULE else None))
        return tuple(fitting.values())[:MOST_DEEDS]


def lines(people: list[Followed], meeting: Meeting) -> tuple[Line, ...]:
    """Who is new or back, then whoever has something in the way, then who is away; else in the order given."""
    made = [Line(one, tuple(huddle_said.of(one, meeting))) for one in people]
    return tuple(sorted((line for line in made if line.said), key=lambda line: _place(line.said[0].kind)))


def _place(kind: str) -> int:
    return {"new": 0, "back": 1, "paused": 3}.get(kind, 2)
