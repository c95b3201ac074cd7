"""All modules as staff find them: by week, both tracks, for whom each is and whether a clinician has read it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses import guides, labels
from courses.guides import Review
from courses.map import ModuleOutline, Outline, WeekOutline
from courses.vocabulary import FAMILY, PATHWAYS

STRANDS, CONDITIONS, PATHWAY_NAMES = dict(labels.STRANDS), dict(labels.CONDITIONS), dict(labels.PATHWAYS)


@dataclass(frozen=True, slots=True)
class Listed:
    module: ModuleOutline
    review: Review | None

    @property
    def strand(self) -> str:
        return str(STRANDS[self.module.strand])

    @property
    def whom(self) -> str:
        return whom(self.module)


def weeks_of(program: Outline) -> list[tuple[WeekOutline, list[Listed]]]:
    """Participants' modules before those of families. No query when warm."""
    known = guides.reviews()
    return [
        (week, [Listed(module, known.get(module.key)) for module in sorted(week.modules, key=_for_family)])
        for week in program.weeks
        if week.modules
    ]


def whom(module: ModuleOutline) -> str:
    """ "Participants", with the condition of an elective, or the pathways where it is not for all of them."""
    if _for_family(module):
        return _("Family members")
    if module.elective_for:
        return _("Participants, elective: %(condition)s") % {"condition": CONDITIONS[module.elective_for]}
    if module.required_for and len(module.required_for) < len(PATHWAYS):
        names = (str(PATHWAY_NAMES[pathway]) for pathway in PATHWAYS if pathway in module.required_for)
        return _("Participants: %(pathways)s") % {"pathways": ", ".join(names)}
    return _("Participants")


def _for_family(module: ModuleOutline) -> bool:
    return module.audience == FAMILY
