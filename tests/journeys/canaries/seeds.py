"""A word of its own for each private thing of each person, written by the deeds with which people write it.

To add a kind: seed it in `sow` and say in ALLOWED who may find it. docs: privacy.md's table "Who sees what".
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from courses import editions
from courses.map import ModuleOutline
from learners.families import links
from learners.learning import online_minutes, worksheets
from learners.learning.worksheets import NewerElsewhere
from learners.models import Certificate, Cohort, Enrolment, PlanChange, User
from learners.people import enrolments, pathways
from learners.planning import assigned, pauses
from learners.privacy import requests
from learners.records import certificate_codes, certificates
from learners.safekeeping import notes, person_keys, sharing
from tests.factories import sessions
from tests.learners import emergencies, kin
from tests.learners.principals import FAMILY, LEADERS, MANAGERS, OPERATORS, PARTICIPANTS, PRIVACY_OFFICERS
from tests.learners.world import World

DAY = timedelta(days=1)
MARK = "zqx"
LEAD = {"ana": ("gil",), "ben": ("hana",), "cara": (), **dict.fromkeys(FAMILY, ("gil",))}
SHARES = ("ana",)  # whose sheet the facilitators of the own group see
IN_EMERGENCY = {"ana": ("hana",), "ben": ("gil",), "cara": ("mia",)}  # to whom the record is open for an hour
KIN = {"ana": ("fay", "fern")}  # who reads the first name beside what a consent shows
SHOWN_PLAN = {"ana": ("fay",)}  # to whom a consent shows the own plan


def staff_of(owner: str) -> tuple[str, ...]:
    """Who follows the owner's group."""
    return (*(LEAD[owner] and (*LEAD[owner], *MANAGERS)), *IN_EMERGENCY.get(owner, ()))


def on_papers(owner: str) -> tuple[str, ...]:
    """Consents, requests and logs name people."""
    return (owner, *staff_of(owner), *OPERATORS, *PRIVACY_OFFICERS)


def leaders_of(owner: str) -> tuple[str, ...]:
    return tuple(name for name in LEAD[owner] if name in LEADERS)


# kind -> who may find it. Whatever is not named here may be found by nobody at all.
ALLOWED: dict[str, Callable[[str], tuple[str, ...]]] = {
    "first": lambda owner: (*on_papers(owner), *KIN.get(owner, ())),
    "last": on_papers,
    "sign": on_papers,
    "mail": lambda owner: (owner, *staff_of(owner), *OPERATORS),
    "sheet": lambda owner: (owner, *SHOWN_PLAN.get(owner, ()), *(leaders_of(owner) if owner in SHARES else ())),
    "side": lambda owner: (owner,),
    "note": lambda owner: (owner, *leaders_of(owner)),  # the person reads it in the own export
    "skip": lambda owner: (owner, *staff_of(owner)),
    "pause": lambda owner: (owner, *staff_of(owner)),
    "minutes": lambda owner: (owner, *staff_of(owner)),
    "absent": lambda owner: (owner, *staff_of(owner)),
    "path": lambda owner: (owner, *staff_of(owner)),
    "cert": lambda owner: (owner, *staff_of(owner)),
    "named": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # in a consent
    "asked": lambda owner: (owner, *PRIVACY_OFFICERS),
    "glass": lambda owner: (owner, *staff_of(owner), *PRIVACY_OFFICERS),  # why the record was asked for
}
# Where a word may stand in clear in the database: (model, column). All else is sealed, or does not know it.
IN_CLEAR: dict[str, set[tuple[str, str]]] = {
    "first": {("User", "first_name")},
    "last": {("User", "last_name")},
    "sign": {("User", "sign_in_name")},
    "mail": {("User", "email")},
}


@dataclass(frozen=True)
class Word:
    kind: str
    owner: str

    @property
    def text(self) -> str:
        return f"{MARK}{self.kind}{self.owner}"

    @property
    def allowed(self) -> tuple[str, ...]:
        return ALLOWED[self.kind](self.owner)


def sow(world: World) -> list[Word]:
    """Write a word for each thing of each learner. Returns them all."""
    now = timezone.now()
    words = [Word(kind, owner) for owner in (*PARTICIPANTS, *FAMILY) for kind in ("first", "last", "sign", "mail")]
    for owner in (*PARTICIPANTS, *FAMILY):
        _name(world.people[owner], owner)
        module = world.family_module if owner in FAMILY else world.module
        words += _write(world.learns[owner], module, owner, now)
    for owner in PARTICIPANTS:
        if owner not in SHARES:
            sharing.stop(world.people[owner], world.module.key, now=now)
        words += [*_said_by_staff(world, owner, now), *_on_paper(world, owner, now)]
    return words


def _name(person: User, owner: str) -> None:
    """By the columns: the deed asks for somebody who may."""
    person.first_name, person.last_name = Word("first", owner).text, Word("last", owner).text
    person.sign_in_name, person.email = Word("sign", owner).text, f"{Word('mail', owner).text}@example.org"
    person.save()


def _write(enrolment: Enrolment, module: ModuleOutline, owner: str, now: datetime) -> list[Word]:
    """A worksheet, and what another device wrote beside it."""
    fields = editions.content(editions.get(module.edition_id)).worksheet["fields"]
    field = next(one["id"] for one in fields if "text" in one["kind"])
    sheet, side = Word("sheet", owner), Word("side", owner)
    worksheets.save(enrolment, module, {field: sheet.text}, version=0, now=now)
    with contextlib.suppress(NewerElsewhere):
        worksheets.save(enrolment, module, {field: side.text}, version=0, now=now)
    return [sheet, side]


def _said_by_staff(world: World, owner: str, now: datetime) -> list[Word]:
    """A note, a module taken out, a pause, corrected minutes, an absence: each with its reason."""
    enrolment = world.learns[owner]
    cohort: Cohort = enrolment.cohort
    by = world.people[(*LEAD[owner], "gil")[0]]
    words = {kind: Word(kind, owner) for kind in ("note", "skip", "pause", "minutes", "absent", "path")}
    notes.write(enrolment, words["note"].text, by=by, now=now)
    skipped = PlanChange.Kind.SKIPPED
    enrolments.change_plan(enrolment, skipped, world.second.key, reason=words["skip"].text, by=by, now=now)
    today = cohort.today(now)
    pauses.pause(enrolment, first=today + 9 * DAY, until=today + 12 * DAY, reason=words["pause"].text, by=by, now=now)
    online_minutes.correct(enrolment, day=today, minutes=5, reason=words["minutes"].text, by=by, now=now)
    held = sessions.session(cohort, today, by=by, module_key=world.module.key)
    sessions.mark(held, enrolment, "excused", reason=words["absent"].text)
    conditions = sorted({"alcohol", "opioids"} - set(enrolment.conditions))[:1]
    pathways.change_pathway(enrolment, "co-occurring", conditions, reason=words["path"].text, by=by, now=now)
    return list(words.values())


def _on_paper(world: World, owner: str, now: datetime) -> list[Word]:
    """Somebody named and signed for, a request, an emergency that waits, a certificate."""
    enrolment = world.learns[owner]
    words = {kind: Word(kind, owner) for kind in ("named", "asked", "glass", "cert")}
    link, _code = links.name(enrolment, words["named"].text, "friend", now=now)
    kin.sign(link, now=now)
    requests.make(world.people[owner], "correct", words["asked"].text, by=world.people[owner], now=now)
    asker = world.people[IN_EMERGENCY[owner][0]]
    emergencies.ask(asker, enrolment, now=now, why=words["glass"].text)
    _certify(enrolment, words["cert"].text, asker, now)
    return list(words.values())


def _certify(enrolment: Enrolment, name: str, by: User, now: datetime) -> None:
    """With another name on it than the person has now."""
    facts = replace(certificates.facts_of(assigned.in_full(enrolment, now=now), now=now), name=name)
    made = Certificate(enrolment=enrolment, code=certificate_codes.draw(), issued_at=now, issued_by=by)
    made.issued_on = enrolment.cohort.today(now)
    key = person_keys.of(enrolment.person_id)
    made.sealed = key.seal(certificates._json(facts), bound_to=certificates._binding(made.pk))
    made.save(force_insert=True)
