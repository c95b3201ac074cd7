"""The whole program at a glance: what stands in each week, for people in it and for families. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses import vocabulary
from courses.map import ModuleOutline, Outline, WeekOutline


@dataclass(frozen=True, slots=True)
class Week:
    """`electives` are for people whom they concern: never show them where that would tell something about a person."""

    week: WeekOutline
    required: tuple[ModuleOutline, ...]
    electives: tuple[ModuleOutline, ...]
    family: tuple[ModuleOutline, ...]


def weeks(program: Outline, strand: str = "") -> tuple[Week, ...]:
    """In order; with modules of one strand only, if one is named."""
    return tuple(_week(week, strand) for week in program.weeks)


def strand_of(asked: str) -> str:
    """A strand as an address asks for it; "", which stands for all, where there is no such strand."""
    return asked if asked in vocabulary.STRANDS else ""


def of_strand(modules: Iterable[ModuleOutline], strand: str) -> tuple[ModuleOutline, ...]:
    return tuple(module for module in modules if strand in ("", module.strand))


def _week(week: WeekOutline, strand: str) -> Week:
    modules = of_strand(week.modules, strand)
    own = [module for module in modules if module.audience == vocabulary.PARTICIPANT]
    return Week(
        week,
        required=tuple(module for module in own if module.elective_for is None),
        electives=tuple(module for module in own if module.elective_for is not None),
        family=tuple(module for module in modules if module.audience == vocabulary.FAMILY),
    )
