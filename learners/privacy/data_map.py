"""The register of belongings as a table in Markdown: docs/data-protection.md holds what this makes."""

from collections.abc import Iterator

from learners.privacy import belongings
from learners.privacy.belongings import Belonging

HEAD = ("Table", "What it holds", "In the own export", "When a person is erased", "Why")


def lines() -> Iterator[str]:
    yield "| " + " | ".join(HEAD) + " |"
    yield "|" + "---|" * len(HEAD)
    for one in belongings.standing():
        yield "| " + " | ".join(_cells(one)) + " |"


def _cells(one: Belonging) -> list[str]:
    headings = "; ".join(str(side.heading) for side in one.sides if side.heading)
    cells = [f"`{one.model}`", str(one.what), headings or "no", str(one.fate.label), str(one.why)]
    return [cell.replace("|", "\\|") for cell in cells]
