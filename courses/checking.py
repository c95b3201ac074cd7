"""What is wrong with modules: in files, for the command and the tests, and on pages, for their authors.

`problems_of` finds what keeps a module from being published; `findings_of` all that the checks have to say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from courses import checks
from courses.checks import between, misconceptions, questions, reading, timing, unfinished
from courses.checks.subject import ERROR, Finding, Subject
from courses.files import building
from courses.files.explain import Trouble, spoken
from courses.files.schema.module import Module
from courses.files.schema.program import Program
from courses.page_data import PageData

FIELDS = {"quiz": "quiz", "worksheet": "worksheet", "guide": "guide", "card": "cards"}


# --- pages ----------------------------------------------------------------------------------------------------------
def problems_of(page: Any) -> list[str]:
    """Each mistake that publishing refuses, as a sentence. Two queries where the page shows media, else none."""
    return [message for messages in problems_by_field(page).values() for message in messages]


def problems_by_field(page: Any) -> dict[str, list[str]]:
    """The same by the field of the page in which it stands."""
    read = PageData(page)
    _, found = building.build(page.slug or "", read.data, read.media_by_name())
    by_field: dict[str, list[str]] = {}
    unwritten = [(one.part, Trouble(one.loc, one.message)) for one in checks.run(Subject(read.data), unfinished.CHECKS)]
    for part, trouble in (*found, *unwritten):
        first = str(trouble.loc[0]) if trouble.loc else ""
        field = FIELDS.get(part.partition(" ")[0]) or (first if hasattr(page, first) else "title")
        by_field.setdefault(field, []).append(spoken(part, trouble))
    return by_field


def findings_of(page: Any) -> list[Finding]:
    """What the checks say of a page in work. `loc` and `part` are places in `PageData(page).data`."""
    return checks.run(Subject(PageData(page).data))


# --- files ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Told:
    """A finding with its file and line."""

    path: str
    line: int
    finding: Finding

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.finding.level}: {self.finding.message}"


@dataclass(frozen=True)
class Grades:
    """Reading grades of all cards and of all questions of a module, and the minutes that it takes."""

    code: str
    minutes: float
    cards: list[reading.Graded]
    questions: list[reading.Graded]


def findings(program: Program) -> list[Told]:
    """What the checks say of a curriculum that was read from files."""
    subjects = [Subject(module.data()) for module in program.modules]
    told = [
        _told(finding, module)
        for module, subject in zip(program.modules, subjects, strict=True)
        for finding in checks.run(subject)
    ]
    told += [_told(finding, program.modules[number]) for number, finding in between.run(subjects)]
    return told + [_told(finding, program) for finding in misconceptions.run(program)]


def _told(finding: Finding, owner: Module | Program) -> Told:
    place = owner.places[finding.part]
    return Told(place.path, place.line(*finding.loc), finding)


def errors(told: Iterable[Told]) -> list[Told]:
    return [one for one in told if one.finding.level == ERROR]


def grades(program: Program) -> Iterator[Grades]:
    for module in program.modules:
        subject = Subject(module.data())
        yield Grades(
            module.code, timing.estimate(subject), reading.graded_cards(subject), reading.graded_questions(subject)
        )


def places_of_right_options(program: Program) -> Counter[int]:
    """How often the correct option of a single choice stands at each place, from 1."""
    counts = (questions.places_of_right_options(Subject(module.data())) for module in program.modules)
    return sum(counts, Counter())


def right_and_longest(program: Program) -> tuple[int, int]:
    """Of how many single choices the correct option is the longest, and how many there are."""
    counts = [questions.right_and_longest(Subject(module.data())) for module in program.modules]
    return sum(longest for longest, _ in counts), sum(count for _, count in counts)
