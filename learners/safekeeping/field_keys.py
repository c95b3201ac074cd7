"""What in the database is sealed under FIELD_KEYS directly: the keys of people, and mail that waits.

Which of it needs which key, whether that key is the right one, and sealing it anew under the newest. What people wrote
is sealed under their own keys and is not touched by any of this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from cms.checks import Problem
from learners.safekeeping import encryption
from learners.safekeeping.encryption import CannotOpen

AT_ONCE = 50  # rows in one transaction


class Place:
    """A column that holds a text sealed as `1.<key>.…` and bound to `label.column:pk`, or nothing.

    `by` is the column that names the field key, if there is one. A place of another shape overrides what differs.
    """

    def __init__(self, model: str, column: str, by: str = "") -> None:
        self.model, self.column, self.by = model, column, by

    def rows(self) -> QuerySet[Any]:
        return apps.get_model(self.model).objects.exclude(**{self.column: ""}).annotate(sealed_text=F(self.column))

    def bound_to(self, row: Any) -> str:
        return f"{row._meta.label_lower}.{self.column}:{row.pk}"

    def replace(self, row: Any, sealed: str, newest: str) -> int:
        """Store it if the row is still as it was read. Returns how many rows were changed."""
        unchanged = apps.get_model(self.model).objects.filter(**{"pk": row.pk, self.column: row.sealed_text})
        return unchanged.update(**{self.column: sealed, **({self.by: newest} if self.by else {})})

    def under(self, key_id: str) -> QuerySet[Any]:
        """Rows that need this key."""
        head = _head(key_id)
        return self.rows().annotate(head=Substr("sealed_text", 1, len(head))).filter(head=head)

    def under_others(self, key_ids: Iterable[str]) -> QuerySet[Any]:
        """Rows that need another key than these."""
        rows = self.rows()
        for number, key_id in enumerate(sorted(key_ids)):
            name, head = f"head{number}", _head(key_id)
            rows = rows.annotate(**{name: Substr("sealed_text", 1, len(head))}).exclude(**{name: head})
        return rows


# A test compares them with who calls encryption.seal. A new one is a line here.
PLACES = [Place("learners.PersonKey", "wrapped", by="wrapped_by"), Place("learners.OutgoingMail", "sealed")]


@dataclass(slots=True)
class Outcome:
    """`unreadable`: no key of FIELD_KEYS opens them, so they were left as they are."""

    sealed_anew: int = 0
    unreadable: int = 0


# --- questions ------------------------------------------------------------------------------------------------------


def needing_old_keys() -> int:
    """How many rows are sealed under another key than the newest. A query for each place."""
    newest = encryption.newest_key()
    return sum(place.under_others({newest}).count() for place in PLACES)


def problems() -> Iterator[Problem]:
    """Why this start could not read what is there: asked of one row for each key. See cms/checks.py."""
    try:
        ids = encryption.key_ids()
    except ImproperlyConfigured:
        return  # cms/checks.py says so
    for place in PLACES:
        lost = place.under_others(ids).first()
        if lost is not None:
            yield _lacking(lost.sealed_text)
        for key_id in sorted(ids):
            row = place.under(key_id).first()
            if row is not None and not _opens(place, row):
                yield _wrong(key_id)


def _lacking(sealed: str) -> Problem:
    key_id = sealed.split(".")[1] if sealed.count(".") > 1 else "?"
    wrong = f"FIELD_KEYS lacks the key “{key_id}”: what is sealed under it could not be read."
    remedy = "Put it back into FIELD_KEYS, behind the newest. It may leave once `manage.py rotate_keys --check` agrees."
    return Problem("E021", wrong, remedy)


def _wrong(key_id: str) -> Problem:
    wrong = f"The key “{key_id}” in FIELD_KEYS is not the one that this database was sealed with."
    remedy = "Take it from where you keep it apart from the backups, or let DATABASE_URL name the database it is for."
    return Problem("E022", wrong, remedy)


def _opens(place: Place, row: Any) -> bool:
    try:
        encryption.unseal(row.sealed_text, bound_to=place.bound_to(row))
    except CannotOpen:
        return False
    return True


def _head(key_id: str) -> str:
    return f"{encryption.FORMAT}.{key_id}."


# --- the deed -------------------------------------------------------------------------------------------------------


def rotate() -> Iterator[Outcome]:
    """Seal under the newest key what is under another. Yields what was done so far, after each short transaction.

    May be killed at any moment and run again, and run while the site writes: a row that changed meanwhile is left.
    """
    outcome, newest = Outcome(), encryption.newest_key()
    for place in PLACES:
        rows = place.under_others({newest}).order_by("pk")
        batch = list(rows[:AT_ONCE])
        while batch:
            with transaction.atomic():
                for row in batch:
                    _seal_anew(place, row, newest, outcome)
            yield outcome
            batch = list(rows.filter(pk__gt=batch[-1].pk)[:AT_ONCE])


def _seal_anew(place: Place, row: Any, newest: str, outcome: Outcome) -> None:
    bound_to = place.bound_to(row)
    try:
        text = encryption.unseal(row.sealed_text, bound_to=bound_to)
    except CannotOpen:
        outcome.unreadable += 1
        return
    outcome.sealed_anew += place.replace(row, encryption.seal(text, bound_to=bound_to), newest)
