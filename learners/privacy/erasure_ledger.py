"""The list of erased accounts outside of the database, so that a restore of an older backup can be followed by the same
erasures. It holds ids and times, nothing else, and lines are only added.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from learners.models import User


class Unreadable(Exception):
    """The file is not there, or a line of it is no line of ours."""


def path() -> Path:
    return Path(settings.ERASURE_LEDGER)


def listed(file: Path) -> Iterator[UUID]:
    """In the order of the file. Raises Unreadable."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _uid(line, f"Line {number} of {file} is not one of ours. Mend it first: nobody was erased.")


def bring_up_to_date() -> int:
    """Add every erased account that is not listed. Safe to repeat; returns how many were added."""
    file = path()
    known = set(listed(file)) if file.exists() else set()
    missing = [one for one in User.objects.exclude(erased_at=None).order_by("erased_at") if one.uid not in known]
    if missing:
        file.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as written:
            written.writelines(f"{_line(person)}\n" for person in missing)
            written.flush()
            os.fsync(written.fileno())
    return len(missing)


def _line(person: User) -> str:
    at = person.erased_at.isoformat() if person.erased_at else ""
    return json.dumps({"uid": str(person.uid), "erased_at": at})


def _uid(line: str, wrong: str) -> UUID:
    try:
        return UUID(json.loads(line)["uid"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(wrong) from error
