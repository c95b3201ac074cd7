"""The sequencing rules of a program, as data that a clinic may change. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SequencingRules:
    """Module codes and condition names as in the curriculum files; weeks count from 1.

    `pull_forward` maps a condition to the latest week in which its elective opens;
    `due_within_hours` maps a module code to hours after enrolment.
    """

    starter_pack: tuple[str, ...] = ()
    due_within_hours: Mapping[str, int] = field(default_factory=dict)
    finish_pack: tuple[str, ...] = ()
    finish_weeks: int = 2
    pull_forward: Mapping[str, int] = field(default_factory=dict)
    elective_order: tuple[str, ...] = ()
    max_per_week: int = 3
    max_first_week: int = 4

    @classmethod
    def from_json(cls, data: Mapping) -> "SequencingRules":
        """Read what `to_json` or a curriculum file's `rules` holds; absent keys take the defaults."""
        lists = {"starter_pack", "finish_pack", "elective_order"}
        read: dict[str, Any] = {name: tuple(value) if name in lists else value for name, value in data.items()}
        return cls(**read)
