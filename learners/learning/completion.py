"""What "complete" means, in one place. Every screen and every record asks here."""

from dataclasses import dataclass

from courses.map import ModuleOutline
from learners.models import ModuleProgress

RULE = 1  # stored with each completion; a new rule gets a new number and never takes a completion back


@dataclass(frozen=True, slots=True)
class Parts:
    """Each part is True when done, False when left, None when the module has no such part."""

    cards: bool
    worksheet: bool | None
    check_in: bool | None

    @property
    def done(self) -> int:
        return sum(part is True for part in (self.cards, self.worksheet, self.check_in))

    @property
    def out_of(self) -> int:
        return sum(part is not None for part in (self.cards, self.worksheet, self.check_in))

    @property
    def left(self) -> list[str]:
        named = {"cards": self.cards, "worksheet": self.worksheet, "check_in": self.check_in}
        return [name for name, done in named.items() if done is False]


def parts(module: ModuleOutline, row: ModuleProgress | None) -> Parts:
    """Cards are done when all were seen or the short version was read, the worksheet when the person says so, the
    check-in when passed.
    """
    return Parts(
        cards=bool(row and row.cards_finished_at) or not module.cards,
        worksheet=bool(row and row.worksheet_finished_at) if module.worksheet_title else None,
        check_in=bool(row and row.passed_at) if module.question_count else None,
    )


def is_complete(module: ModuleOutline, row: ModuleProgress | None) -> bool:
    """True for good once recorded; otherwise when no part is left."""
    return bool(row and row.completed_at) or bool(row and not parts(module, row).left)
