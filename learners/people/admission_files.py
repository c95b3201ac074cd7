"""Reads a CSV file of people to bring in, checks it line by line, and keeps it sealed between dry run and confirmation.

Nothing here stores anything.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from learners.entrance import sign_in_names
from learners.forms.admissions import AdmitForm
from learners.models import Audience, Cohort, Invitation, User
from learners.people.admissions import Newcomer
from learners.safekeeping import encryption

BIGGEST, MOST_LINES, LONGEST_CELL = 100_000, 200, 300  # bytes, lines of people, characters
COLUMNS = (
    "first_name",
    "last_name",
    "sign_in_name",
    "email",
    "way",
    "track",
    "pathway",
    "conditions",
    "start_day",
    "start_week",
)
FIELD_OF = {"track": "audience", "start_day": "day"}  # column -> field of the form, where they differ
USUAL = {"track": Audience.PARTICIPANT, "way": Invitation.Way.SLIP, "start_week": "1"}
EXAMPLE = (
    ",".join(COLUMNS) + "\r\n"
    "Noor,Haddad,,,slip,participant,co-occurring,alcohol;anxiety,2026-12-07,1\r\n"
    "Sam,,quiet-lake-20,sam@example.org,mail,participant,mental-health,,,\r\n"
    "Ines,,,,slip,family,,,,\r\n"
)
FRESH = timedelta(hours=1)  # between dry run and confirmation


@dataclass(frozen=True)
class Line:
    """`number` is the line of the file, as a spreadsheet counts. `problems` say what to do; without any it is good."""

    number: int
    shown: dict[str, str]
    newcomer: Newcomer | None
    problems: tuple[str, ...]


# --- reading --------------------------------------------------------------------------------------------------------


def read(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """Line numbers and cells by column. Raises ValidationError with what to do; nothing else, whatever the bytes."""
    if len(data) > BIGGEST:
        raise ValidationError(_("This file is larger than 100 KB. Split it."))
    try:
        lines = list(_lines(_text(data)))
    except csv.Error as error:
        raise ValidationError(_("This is not a CSV file. Save it from the spreadsheet as CSV.")) from error
    if not lines:
        raise ValidationError(_("The file is empty. Download the example to see what it wants."))
    columns = _columns(lines[0][1])
    people = [(number, _cells(number, columns, cells)) for number, cells in lines[1:] if any(map(str.strip, cells))]
    if not people:
        raise ValidationError(_("There is nobody in the file: only its first line."))
    if len(people) > MOST_LINES:
        raise ValidationError(_("There are more than 200 people in the file. Split it."))
    return people


def _text(data: bytes) -> str:
    """UTF-8, or what spreadsheets on Windows write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str) -> Any:
    if "\x00" in text:
        raise csv.Error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        yield reader.line_num, cells


def _columns(cells: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in cells]
    unknown = [cell.strip()[:40] for cell, name in zip(cells, names, strict=True) if name and name not in COLUMNS]
    if unknown or not any(names):
        known = ", ".join(COLUMNS)
        what = _("The first line must hold names of columns: %(known)s. These are not among them: %(unknown)s.")
        raise ValidationError(what, params={"known": known, "unknown": ", ".join(unknown[:5]) or "–"})
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise ValidationError(_("A column stands twice: %(names)s."), params={"names": ", ".join(twice)})
    return names


def _cells(number: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise ValidationError(_("Line %(number)s has more cells than the first line."), params={"number": number})
    named = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
    if any(len(cell) > LONGEST_CELL for cell in named.values()):
        raise ValidationError(_("Line %(number)s has a cell that is far too long."), params={"number": number})
    return named


# --- checking -------------------------------------------------------------------------------------------------------


def check(cohort: Cohort, people: list[tuple[int, dict[str, str]]], *, today: date) -> list[Line]:
    """What would happen with each line. Two queries for any number of lines."""
    given = [cells.get("sign_in_name", "").lower() for _number, cells in people]
    taken = sign_in_names.taken_of(name for name in given if name)
    free = iter(sign_in_names.suggest_many(len(people), taken=given))
    seen: set[str] = set()
    checked = []
    for number, cells in people:
        line = _check(cohort, number, cells, today, taken | seen, next(free))
        checked.append(line)
        seen.add(line.shown["sign_in_name"])
    return checked


def _check(cohort: Cohort, number: int, cells: dict[str, str], today: date, taken: set[str], free: str) -> Line:
    values = {column: cells.get(column) or USUAL.get(column, "") for column in COLUMNS}
    values["sign_in_name"] = (values["sign_in_name"] or free).lower()
    values["start_day"] = values["start_day"] or today.isoformat()
    for column in ("track", "pathway", "way"):
        values[column] = values[column].lower().replace(" ", "-").replace("family-member", "family")
    data: dict[str, Any] = {FIELD_OF.get(column, column): value for column, value in values.items()}
    conditions = values["conditions"].lower().replace(",", ";").split(";")
    data["conditions"] = [one.strip() for one in conditions if one.strip()]
    form = AdmitForm(data, cohort=cohort, today=today, taken=taken)
    if form.is_valid():
        return Line(number, values, form.newcomer(), ())
    column_of = {field: column for column, field in FIELD_OF.items()}
    problems = (f"{column_of.get(field, field)}: {' '.join(map(str, errors))}" for field, errors in form.errors.items())
    return Line(number, values, None, tuple(problems))


# --- between dry run and confirmation -------------------------------------------------------------------------------


def seal(cohort: Cohort, newcomers: Sequence[Newcomer], *, by: User, now: datetime) -> str:
    """For a hidden field of the form: only the same person can confirm it, for the same cohort."""
    people = [{**asdict(one), "day": one.day.isoformat()} for one in newcomers]
    body = {"batch": str(uuid4()), "at": now.isoformat(), "people": people}
    return encryption.seal(json.dumps(body), bound_to=_binding(cohort, by))


def unseal(cohort: Cohort, sealed: str, *, by: User, now: datetime) -> tuple[UUID, list[Newcomer]]:
    """Raises ValidationError where it is somebody else's, changed, or old."""
    again = ValidationError(_("This page is too old, or not yours. Choose the file once more."))
    try:
        body = json.loads(encryption.unseal(sealed, bound_to=_binding(cohort, by)))
    except encryption.CannotOpen as error:
        raise again from error
    if now - datetime.fromisoformat(body["at"]) > FRESH:
        raise again
    people = [
        Newcomer(**{**one, "day": date.fromisoformat(one["day"]), "conditions": tuple(one["conditions"])})
        for one in body["people"]
    ]
    return UUID(body["batch"]), people


def _binding(cohort: Cohort, by: User) -> str:
    return f"learners.admission_files:{cohort.uid}:{by.uid}"
