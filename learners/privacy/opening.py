"""Opens whatever is sealed of one person, column by column: for the person's own export."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from learners.models import StatedReason, User
from learners.safekeeping import encryption, person_keys, stated
from learners.safekeeping.encryption import CannotOpen
from learners.safekeeping.person_keys import PersonCipher


class Opener:
    """One query at the first words, whatever their number. Kept no longer than an export takes."""

    def __init__(self, person: User) -> None:
        self.person = person

    def words(self, row: Any, column: str) -> str | None:
        """Empty where nothing was written; None where it cannot be opened."""
        sealed = getattr(row, column)
        if not sealed:
            return ""
        for bound_to in bindings(row, column):
            try:
                return self._open(sealed, bound_to)
            except CannotOpen:
                continue
        return None

    def _open(self, sealed: str, bound_to: str) -> str:
        """Under the person's key; under the site's own where it was sealed before people had keys."""
        if sealed.startswith(f"{encryption.FORMAT}."):
            return encryption.unseal(sealed, bound_to=bound_to)
        if self._cipher is None:
            raise CannotOpen(encryption.UNREADABLE)
        return self._cipher.unseal(sealed, bound_to=bound_to)

    @cached_property
    def _cipher(self) -> PersonCipher | None:
        try:
            return person_keys.opened(self.person.pk)
        except CannotOpen:
            return None


def bindings(row: Any, column: str) -> Iterator[str]:
    """What a text of this row may be bound to: its id, or the one that goes into addresses."""
    if column == "sealed_reason" and row._meta.label_lower in stated.KNOWN_BY:
        yield stated.binding(row)
        return
    if isinstance(row, StatedReason):
        yield stated.binding_beside(row.pk)
        return
    place = f"{row._meta.label_lower}.{column}"
    yield f"{place}:{row.pk}"
    if hasattr(row, "uid"):
        yield f"{place}:{row.uid}"
