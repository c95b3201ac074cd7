"""The log of what was shown to family members, and the account that the participant reads of it (42 CFR 2.25, 2.32)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from courses import outline
from learners.families import names
from learners.models import Consent, Disclosure, PolicyVersion, User
from learners.privacy import policies
from learners.safekeeping import audit

LOOKED_BACK = timedelta(days=3 * 365 + 1)  # 42 CFR 2.25: three years
What, Form = Disclosure.What, Disclosure.Form


class Kind(NamedTuple):
    """One kind of thing that is shown. `module_key` is of a worksheet."""

    what: str
    module_key: UUID | None = None


class Line(NamedTuple):
    """`title` is of a worksheet, for the participant's own eyes."""

    what: str
    title: str
    form: str
    times: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What one person saw on one day, by one consent."""

    day: date
    name: str
    consent: UUID
    lines: tuple[Line, ...]


# --- questions ------------------------------------------------------------------------------------------------------


def notice() -> str:
    """What accompanies each thing shown. One query."""
    return policies.current(PolicyVersion.Kind.REDISCLOSURE).body.strip()


def accounting(person: User, *, now: datetime) -> list[Shown]:
    """Three years back, by local day and person, the newest first. Four queries, whatever there is."""
    rows = Disclosure.objects.filter(enrolment__person=person, at__gte=now - LOOKED_BACK)
    rows = rows.select_related("consent__link", "enrolment__cohort__program").order_by("-at", "-pk")
    found: dict[tuple[date, Consent], Counter[tuple[str, str, str]]] = {}
    for row in rows:
        day = row.at.astimezone(row.enrolment.cohort.zone).date()
        line = (row.get_what_display(), _title(row), row.get_form_display())
        found.setdefault((day, row.consent), Counter())[line] += 1
    links = {consent.link_id: consent.link for _day, consent in found}
    called = names.of_many(person.pk, links.values())
    return [
        Shown(day, called[consent.link_id], consent.uid, tuple(Line(*line, times) for line, times in lines.items()))
        for (day, consent), lines in found.items()
    ]


def _title(row: Disclosure) -> str:
    if row.module_key is None:
        return ""
    try:
        module = outline.get(row.enrolment.cohort.program.curriculum_key).by_key.get(row.module_key)
    except outline.NotThere:
        return ""
    return module.worksheet_title if module else ""


# --- the deed -------------------------------------------------------------------------------------------------------


def note(consent: Consent, kinds: Iterable[Kind], *, to: User, now: datetime, form: str = Form.PAGE) -> None:
    """Call inside the transaction of the read, before anything of it goes out. Two queries, however much is shown."""
    link = consent.link
    rows = [
        Disclosure(
            at=now,
            enrolment=link.participant,
            consent=consent,
            recipient=to,
            what=kind.what,
            form=form,
            module_key=kind.module_key,
        )
        for kind in kinds
    ]
    Disclosure.objects.bulk_create(rows)
    audit.note(
        "shown-to-family",
        by=to,
        now=now,
        enrolment=link.participant,
        consent=str(consent.uid),
        kinds=sorted({str(row.what) for row in rows}),
        form=str(form),
    )
