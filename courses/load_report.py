"""What loading is to do with each thing that the files hold, and what it did. Pure."""

from dataclasses import dataclass, field
from typing import Final

ALL: Final = "all"


@dataclass
class LoadReport:
    """Names of what was loaded: codes of modules, "program", "week-3", "misconception wait-and-see", "source TIP50".

    `refused` were changed in the files and, since they were loaded, by an editor; they stay as the editor made them.
    """

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Decisions:
    """`overwrite` names what to take from the files although an editor has changed it, or ALL."""

    overwrite: frozenset[str]
    dry_run: bool
    report: LoadReport = field(default_factory=LoadReport)

    def decide(self, name: str, exists: bool, same: bool, edited: bool) -> bool:
        """Whether to write; noted in the report. `same`: the files say what they said when they were loaded."""
        asked = bool({ALL, name, name.split()[-1]} & self.overwrite)
        if not exists:
            found = self.report.created
        elif edited and not asked and not same:
            found = self.report.refused
        elif same and not (edited and asked):
            found = self.report.unchanged
        else:
            found = self.report.changed
        found.append(name)
        return not self.dry_run and any(found is written for written in (self.report.created, self.report.changed))
