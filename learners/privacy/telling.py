"""Tells one row to the person whom it is about: each column with a name for programs, a label and words for people.

Nobody else is named but staff. What is sealed is told in clear.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Field, ForeignKey, JSONField, UUIDField
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses import editions
from learners.models import User
from learners.privacy import looks, more_to_tell
from learners.privacy.belongings import Belonging
from learners.privacy.opening import Opener

LABELS = {
    "at": gettext_lazy("When"),
    "by": gettext_lazy("By whom"),
    "cohort": gettext_lazy("Group"),
    "module_key": gettext_lazy("Module"),
    "saved_at": gettext_lazy("Saved"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
}
UNSEALED = {"sealed": "text", "sealed_name": "name", "sealed_reason": "reason"}
IDS = ("last_card", "question_id")  # kept as texts
ROLE_ONLY = ("learners.StaffNote",)


@dataclass(frozen=True, slots=True)
class Told:
    """`value` goes into the file for programs; `words` onto the page, unless it is `for_programs` only."""

    name: str
    label: str
    value: Any
    words: Any = ""
    for_programs: bool = False


class Teller:
    """For one person. What it looks up of others, modules and staff, it looks up once."""

    def __init__(self, person: User, zone: ZoneInfo) -> None:
        self.person, self.zone, self.opener = person, zone, Opener(person)
        self._who = lru_cache(maxsize=None)(self._find_out_who)
        self._title = lru_cache(maxsize=None)(_title_of)

    def row(self, belonging: Belonging, fields: list[Field], row: Any) -> list[Told]:
        found = [self._column(belonging, one, row) for one in fields if one.name not in belonging.sealed]
        found += [self._unsealed(row, one.name) for one in fields if one.name in belonging.sealed]
        found += [Told("module", "", one.words, for_programs=True) for one in found if one.name == "module_key"]
        teller = more_to_tell.OF.get(belonging.model)
        texts = {one.name: one.value for one in found}
        return found + [Told(*one) for one in teller(row, texts)] if teller else found

    def _column(self, belonging: Belonging, field: Field, row: Any) -> Told:
        told = Told(field.name, self._label(field), None, for_programs=_is_for_programs(field))
        raw = getattr(row, field.attname)
        if raw is None:
            return told
        if isinstance(field, ForeignKey):
            value = self._pointed_at(field, row, raw, role_only=belonging.model in ROLE_ONLY)
            return replace(told, value=value, words=value)
        if field.name == "module_key":
            return replace(told, value=str(raw), words=self._title(raw))
        if field.name == "action":
            return replace(told, value=raw, words=str(looks.action_words.words(raw)))
        return replace(told, value=plain(raw), words=self._in_words(field, raw))

    def _unsealed(self, row: Any, column: str) -> Told:
        name = UNSEALED.get(column, column.removeprefix("sealed_"))
        text = self.opener.words(row, column)
        value = _read(text) if column == "sealed" and row._meta.label in more_to_tell.HOLD_JSON else text
        cannot = _("It cannot be opened: its key is not here.")
        return Told(name, capfirst(name), value, cannot if value is None else value, isinstance(value, dict | list))

    def _label(self, field: Field) -> str:
        return str(LABELS.get(field.name) or capfirst(str(field.verbose_name)))

    def _in_words(self, field: Field, raw: Any) -> str:
        if field.choices:
            return str(dict(field.flatchoices).get(raw, raw))
        if isinstance(raw, bool):
            return _("yes") if raw else _("no")
        if isinstance(raw, datetime):
            return date_format(raw.astimezone(self.zone), "F j, Y, g:i a")
        if isinstance(raw, date):
            return date_format(raw, "F j, Y")
        return time_format(raw, "g:i a") if isinstance(raw, time) else str(raw)

    def _pointed_at(self, field: ForeignKey, row: Any, raw: Any, *, role_only: bool) -> Any:
        if field.related_model is User:
            name, role = self._who(raw)
            return (role or name) if role_only else f"{name} ({role})" if role else name
        if field.related_model._meta.label == "courses.Edition":
            edition = editions.get(raw)
            return f"{edition.title}, {edition.number}"
        found = getattr(row, field.name)
        if field.related_model in more_to_tell.NAMED:
            return str(found)
        return str(getattr(found, "uid", None) or found.pk)

    def _find_out_who(self, user_id: int) -> tuple[str, str]:
        """(name, role). Staff are named; whoever else it was is not."""
        if user_id == self.person.pk:
            return _("you"), ""
        grants = looks.roles_of([user_id]).get(user_id, [])
        user = User.objects.get(pk=user_id)
        if grants or user.is_superuser:
            return user.get_full_name(), looks.role_in_words(grants)
        return _("another person"), ""


def _is_for_programs(field: Field) -> bool:
    """Ids that tie rows together, and what the row says in better words of its own."""
    if isinstance(field, ForeignKey):
        return field.related_model in more_to_tell.INNER
    return (
        isinstance(field, JSONField)
        or field.name in IDS
        or (isinstance(field, UUIDField) and field.name != "module_key")
    )


def plain(raw: Any) -> Any:
    """As JSON takes it."""
    if isinstance(raw, datetime | date | time):
        return raw.isoformat()
    return str(raw) if isinstance(raw, UUID) else raw


def _title_of(module_key: UUID) -> str:
    newest = editions.latest(module_key)
    return newest.title if newest else _("a module that is no longer published")


def _read(text: str | None) -> Any:
    return json.loads(text) if text else text
