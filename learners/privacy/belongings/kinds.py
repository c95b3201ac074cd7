"""What the register says of a table: whose its rows are, what an export says of them, what erasure does. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fate(TextChoices):
    """What erasure does with the rows of a person."""

    KEY = "key", _("unreadable for good: its key is destroyed")
    EMPTIED = "emptied", _("emptied")
    DELETED = "deleted", _("deleted")
    KEPT = "kept", _("kept as a record without a name")
    NOBODYS = "nobodys", _("says nothing of a person")


class At(Enum):
    """Stands in `emptied` for a value that is known only when somebody is erased."""

    NOW = "now"


@dataclass(frozen=True, slots=True)
class Side:
    """One way in which a row hangs on a person: `path` leads from the row to the account.

    `only` are the columns that this person is told; empty means all that are told at all. `heading` stands above them
    in an export; a side without one is not told: what a member of staff did is in the record of whom it was done to.
    """

    path: str
    heading: Any = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Belonging:
    """One table. `untold` names columns that no export says, each with its reason; `sealed` those under a key.

    `emptied` are the values that erasure gives to the rows of the first side, where `emptied_where` holds. `why` is the
    reason of its fate, in plain words.
    """

    model: str
    what: Any
    fate: Fate
    why: Any
    sides: tuple[Side, ...] = ()
    sealed: tuple[str, ...] = ()
    untold: Mapping[str, str] = field(default_factory=dict)
    emptied: Mapping[str, Any] = field(default_factory=dict)
    emptied_where: Mapping[str, Any] = field(default_factory=dict)


RECORD = _("Education records, consents and logs must be kept for six years at least (45 CFR 164.316).")
ROW_NUMBER = {"id": "a number of the database"}


def mine(heading: Any, path: str = "enrolment__person") -> Side:
    """Rows of the person's own record."""
    return Side(path, heading)


def by_staff(path: str = "by") -> Side:
    """Who did it: not told to whoever did, because it is another person's record."""
    return Side(path)
