"""What a module should be like, beyond what its format demands: readable, kind, complete, fair. Pure.

A check takes a `Subject` and yields `Finding`s. The same checks serve the command line, the tests and the editor.
"""

from collections.abc import Callable, Iterable, Iterator

from courses.checks import cards, module, pathways, questions, reading, timing, together, unfinished, wording
from courses.checks.subject import Finding, Subject

Check = Callable[[Subject], Iterator[Finding]]
PARTS = (unfinished, module, together, timing, cards, pathways, reading, wording, questions)
CHECKS: tuple[Check, ...] = tuple(check for part in PARTS for check in part.CHECKS)


def run(subject: Subject, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """Every finding, in the order of the module's parts."""
    found = [finding for check in checks for finding in check(subject)]
    return sorted(found, key=lambda finding: (finding.part, [str(step).zfill(3) for step in finding.loc]))
