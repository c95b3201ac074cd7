"""The keys of people in a file of their own, apart from the data: only so does destroying a key reach old backups.

One JSON line for each person: the wrapped key, or that it was destroyed. Useless without FIELD_KEYS.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from learners.models import PersonKey, User

VERSION = 1
AT_ONCE = 500


class NotAKeyFile(Exception):
    """Says which line cannot be read."""


@dataclass(slots=True)
class Restored:
    """How many keys came back, and whose did not: `destroyed` lists people who were erased, `unknown` counts people who
    are not in this database, `other_key` those who already write under another key.
    """

    keys: int = 0
    unknown: int = 0
    destroyed: list[str] = field(default_factory=list)
    other_key: list[str] = field(default_factory=list)


def save(path: Path) -> int:
    """Write all keys in one move, in place of the file that may be there; only its owner may read it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    saved = 0
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(json.dumps({"groundwork-keys": VERSION}) + "\n")
            for row in _rows():
                file.write(json.dumps(row) + "\n")
                saved += 1
            file.write(json.dumps({"end": saved}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return saved


def _rows() -> Iterator[dict[str, Any]]:
    """In one query: as they are at one moment."""
    for row in PersonKey.objects.select_related("person").order_by("pk").iterator(AT_ONCE):
        line = {"id": str(row.pk), "person": str(row.person.uid), "made_at": row.made_at.isoformat()}
        if row.destroyed_at:
            yield {**line, "wrapped_by": row.wrapped_by, "destroyed_at": row.destroyed_at.isoformat()}
        else:
            yield {**line, "wrapped_by": row.wrapped_by, "wrapped": row.wrapped}


@transaction.atomic
def restore(path: Path) -> Restored:
    """Into a database whose keys are missing. What was destroyed, there or in the file, stays destroyed.

    Raises NotAKeyFile, and changes nothing then.
    """
    restored = Restored()
    batch: list[dict[str, Any]] = []
    for line in _read(path):
        batch.append(line)
        if len(batch) == AT_ONCE:
            _restore(batch, restored)
            batch.clear()
    _restore(batch, restored)
    return restored


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """A file that was cut is refused."""
    expected, seen = None, 0
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            line = _parsed(text, number)
            if number == 1:
                if line.get("groundwork-keys") != VERSION:
                    raise NotAKeyFile("This is not a key file of save_keys, or of a newer version.")
            elif "end" in line:
                expected = line["end"]
            else:
                seen += 1
                yield line
    if expected != seen:
        raise NotAKeyFile("The key file is not whole: its end is missing. Take the one before, or copy it again.")


def _parsed(text: str, number: int) -> dict[str, Any]:
    try:
        line = json.loads(text)
        if number == 1 or "end" in line:
            return dict(line)
        return {**line, "made_at": _moment(line["made_at"]), "destroyed_at": _moment(line.get("destroyed_at"))} | {
            name: str(line[name]) for name in ("id", "person", "wrapped_by")
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAKeyFile(f"Line {number} of the key file cannot be read.") from error


def _moment(text: str | None) -> Any:
    return parse_datetime(text) if text else None


def _restore(lines: list[dict[str, Any]], restored: Restored) -> None:
    uids = {line["person"] for line in lines}
    people = {str(uid): pk for uid, pk in User.objects.filter(uid__in=uids).values_list("uid", "pk")}
    there = {row.person_id: row for row in PersonKey.objects.filter(person__in=people.values())}
    missing = []
    for line in lines:
        person = people.get(line["person"])
        if person is None:
            restored.unknown += 1
            continue
        row = there.get(person)
        if line["destroyed_at"]:
            restored.destroyed.append(line["person"])
        if row is None:
            missing.append(_row(line, person))
            restored.keys += not line["destroyed_at"]
        elif line["destroyed_at"]:
            PersonKey.objects.filter(pk=row.pk, destroyed_at=None).update(wrapped="", destroyed_at=line["destroyed_at"])
        elif str(row.pk) != line["id"] and row.destroyed_at is None:
            restored.other_key.append(line["person"])
    PersonKey.objects.bulk_create(missing)


def _row(line: dict[str, Any], person_id: int) -> PersonKey:
    return PersonKey(
        id=line["id"],
        person_id=person_id,
        wrapped="" if line["destroyed_at"] else line["wrapped"],
        wrapped_by=line["wrapped_by"],
        made_at=line["made_at"],
        destroyed_at=line["destroyed_at"],
    )
