"""All that this site stores of one person, as a ZIP: a page to read and print, and the same as JSON for programs.

It is made piece by piece and never held as a whole. The register of belongings says what is in it.
"""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from learners.models import User
from learners.privacy import belongings, export_page, more_to_tell, stored
from learners.privacy.belongings import Belonging, Side
from learners.privacy.telling import Teller, Told, plain
from learners.safekeeping import audit

SCHEMA = 1
ROWS_AT_ONCE = 200
PAGE, DATA = "your-data.html", "your-data.json"

Section = tuple[Belonging, Side, Iterator[list[Told]]]


class _Sink(io.RawIOBase):
    """Where the archive writes to: it keeps what was written until it is taken away."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def take(self) -> bytes:
        taken, self._held = bytes(self._held), bytearray()
        return taken


# --- questions ------------------------------------------------------------------------------------------------------


def sections(person: User) -> Iterator[Section]:
    """Each told table with its rows, which are read as they are asked for."""
    teller = Teller(person, stored.zone_of(person))
    for belonging, side in belongings.told():
        yield belonging, side, _rows(teller, belonging, side)


def _rows(teller: Teller, belonging: Belonging, side: Side) -> Iterator[list[Told]]:
    found = belongings.rows(belonging, side, teller.person)
    found = found.select_related(*more_to_tell.FETCHED.get(belonging.model, ()))
    fields = belongings.columns(belonging, side)
    for row in found.iterator(chunk_size=ROWS_AT_ONCE):
        yield teller.row(belonging, fields, row)


# --- the deed -------------------------------------------------------------------------------------------------------


def pieces(person: User, *, by: User | None, now: datetime) -> Iterator[bytes]:
    """The ZIP, bit by bit. That it was made is noted before the first bit; `by` is None on the server itself."""
    with transaction.atomic():
        audit.note("data-exported", by=by, now=now, about=person)
    return _archive(person, now)


def _archive(person: User, now: datetime) -> Iterator[bytes]:
    sink, local = _Sink(), now.astimezone(stored.zone_of(person))
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, texts in ((PAGE, export_page.page(sections(person), local)), (DATA, _data(person, now))):
            with archive.open(name, "w", force_zip64=True) as entry:
                for text in texts:
                    entry.write(text.encode())
                    if taken := sink.take():
                        yield taken
    yield sink.take()


def _data(person: User, now: datetime) -> Iterator[str]:
    """One JSON object, written row by row."""
    yield f'{{"schema": {SCHEMA}, "made_at": {json.dumps(plain(now))}, "tables": ['
    for number, (belonging, side, rows) in enumerate(sections(person)):
        head = {"table": belonging.model, "heading": str(side.heading), "what": str(belonging.what)}
        yield ("," if number else "") + "\n" + json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
        yield from _listed({one.name: one.value for one in row} for row in rows)
        yield "]}"
    yield "\n]}\n"


def _listed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n  " + json.dumps(row, ensure_ascii=False, default=str)
