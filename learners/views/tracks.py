"""Where the pages about a whole track stand: under /learn/ for participants, under /family/ for family members.

Pages of one module stand at one address; the module tells the track.
"""

from learners.models import Audience

HOME = {Audience.PARTICIPANT: "plan", Audience.FAMILY: "family_plan"}
ON_FAMILY = {
    "plan": "family_plan",
    "program": "family_program",
    "search": "family_search",
    "history": "family_history",
    "calendar": "family_calendar",
}
ON_LEARN = {there: here for here, there in ON_FAMILY.items()}


def page(name: str, audience: str) -> str:
    """The route of a page on a track, by its name under /learn/."""
    return ON_FAMILY.get(name, HOME[Audience.FAMILY]) if audience == Audience.FAMILY else name


def across(name: str) -> str:
    """The route of the same page on the other track; its plan where there is no such page."""
    if name.startswith("family_"):
        return ON_LEARN.get(name, HOME[Audience.PARTICIPANT])
    return ON_FAMILY.get(name, HOME[Audience.FAMILY])
