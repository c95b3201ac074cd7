"""Checks the sequencing rules that an author wrote, by the same schema as the curriculum files."""

from typing import Any

from django.core.exceptions import ValidationError

from courses.files.explain import check
from courses.files.schema.program import Rules


def check_rules(rules: Any) -> None:
    """Raise ValidationError with a sentence for each mistake, and where it is."""
    _, troubles = check(Rules, rules)
    if troubles:
        raise ValidationError([f"{_place(trouble.loc)}{trouble.message}" for trouble in troubles])


def _place(loc: tuple[str | int, ...]) -> str:
    return ": ".join(str(step) if isinstance(step, str) else f"#{step + 1}" for step in loc) + ": " if loc else ""
