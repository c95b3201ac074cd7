"""Writes the words of words.py, by the deeds with which people write such things."""

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from unittest import mock

from django.utils import timezone

from courses import editions, outline
from courses.map import ModuleOutline
from learners.families import consents, links, names, wording
from learners.families.wording import Choices
from learners.learning import online_minutes, worksheets
from learners.learning.worksheets import NewerElsewhere
from learners.models import Attendance, Certificate, Cohort, Enrolment, FamilyLink, GroupSession, PlanChange, User
from learners.people import enrolments, pathways
from learners.planning import assigned, pauses
from learners.privacy import requests
from learners.records import certificate_codes, certificates
from learners.safekeeping import notes, person_keys, sharing, stated
from tests.factories import courses, sessions, streams
from tests.journeys.canaries.words import IN_EMERGENCY, LEAD, SHARES, Word
from tests.learners import emergencies, kin
from tests.learners.principals import BOTH, LEARNERS, PARTICIPANTS
from tests.learners.world import World

DAY = timedelta(days=1)


def sow(world: World) -> list[Word]:
    """Write a word for each thing of each learner. Returns them all."""
    now = timezone.now()
    words = [Word(kind, owner) for owner in LEARNERS for kind in ("first", "last", "sign", "mail")]
    for owner in LEARNERS:
        _name(world.people[owner], owner)
        module = world.module if owner in PARTICIPANTS else world.family_module
        words += _write(world.learns[owner], module, owner, now)
    for owner in BOTH:
        words += _write(world.learns[f"{owner}_family"], world.family_module, owner, now, as_kin="kin")
    elective = _elective_with_a_sheet(world)
    for owner in PARTICIPANTS:
        if owner not in SHARES:
            sharing.stop(world.people[owner], world.module.key, now=now)
        words += [*_said_by_staff(world, owner, now), *_on_paper(world, owner, now)]
        words += _of_conditions(world.learns[owner], elective, owner, now)
    return words


def sides(world: World) -> list[Word]:
    """The ids of both episodes of whoever is on both tracks. They are no secret words: addresses of staff hold them."""
    learns = world.learns
    stays = [Word("stay", owner, str(learns[owner].uid)) for owner in BOTH]
    return stays + [Word("kinstay", owner, str(learns[f"{owner}_family"].uid)) for owner in BOTH]


def _name(person: User, owner: str) -> None:
    """By the columns: the deed asks for somebody who may."""
    person.first_name, person.last_name = Word("first", owner).text, Word("last", owner).text
    person.sign_in_name, person.email = Word("sign", owner).text, f"{Word('mail', owner).text}@example.org"
    person.save()


def _write(enrolment: Enrolment, module: ModuleOutline, owner: str, now: datetime, *, as_kin: str = "") -> list[Word]:
    """A worksheet, and what another device wrote beside it."""
    field = _field_of(module)
    sheet, side = Word(f"{as_kin}sheet", owner), Word(f"{as_kin}side", owner)
    worksheets.save(enrolment, module, {field: sheet.text}, version=0, now=now)
    with contextlib.suppress(NewerElsewhere):
        worksheets.save(enrolment, module, {field: side.text}, version=0, now=now)
    return [sheet, side]


def _field_of(module: ModuleOutline) -> str:
    fields = editions.content(editions.get(module.edition_id)).worksheet["fields"]
    return next(one["id"] for one in fields if "text" in one["kind"])


def _elective_with_a_sheet(world: World) -> ModuleOutline:
    """One that feeds the own plan."""
    key, program = world.cast.morning.program.curriculum_key, outline.get
    page = courses.page_of(program(key).by_code["p09"].key)
    page.worksheet_title, page.worksheet_intro, page.feeds_plan = "My other log", "For you.", True
    page.worksheet = streams.fields()
    courses.publish(page)
    return program(key).by_code["p09"]


def _of_conditions(enrolment: Enrolment, elective: ModuleOutline, owner: str, now: datetime) -> list[Word]:
    """A condition that no form knows, beside those of the plan, and what stands on the sheet of an elective."""
    now_has, elect = Word("cond", owner), Word("elect", owner)
    worksheets.save(enrolment, elective, {_field_of(elective): elect.text}, version=0, now=now)
    enrolment.conditions = [*enrolment.conditions, now_has.text]
    enrolment.save(update_fields=["conditions"])
    return [now_has, elect, Word("once", owner), Word("way", owner)]


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
    held = GroupSession.objects.filter(cohort=cohort, held_on=today).first()
    held = held or sessions.session(cohort, today, by=by, module_key=world.module.key)
    away = Attendance(session=held, enrolment=enrolment, status=Attendance.Status.EXCUSED, by=by, at=now)
    stated.seal(away, words["absent"].text, enrolment.person_id)
    away.save()
    conditions = sorted({"alcohol", "opioids"} - set(enrolment.conditions))[:1]
    enrolment.conditions = [Word("once", owner).text]
    pathways.change_pathway(enrolment, "co-occurring", conditions, reason=words["path"].text, by=by, now=now)
    return list(words.values())


def _on_paper(world: World, owner: str, now: datetime) -> list[Word]:
    """Somebody named and signed for, a request, an emergency that waits, a certificate."""
    enrolment = world.learns[owner]
    words = {kind: Word(kind, owner) for kind in ("named", "for", "typed", "asked", "cert")}
    link = _named(world, owner, words["named"].text, now)
    _sign(link, words["for"].text, words["typed"].text, now)
    if link.family_member:
        kin.shown_twice(link, now=now)
    requests.make(world.people[owner], "correct", words["asked"].text, by=world.people[owner], now=now)
    asker = world.people[(*IN_EMERGENCY.get(owner, ()), *LEAD[owner])[0]]
    if owner in IN_EMERGENCY:
        words["glass"] = Word("glass", owner)
        emergencies.ask(asker, enrolment, now=now, why=words["glass"].text)
    _certify(enrolment, words["cert"].text, asker, now)
    return list(words.values())


def _named(world: World, owner: str, called: str, now: datetime) -> FamilyLink:
    """Ana calls Fay so, and Bea calls Flo so; Ben and Cara somebody who has not come."""
    if owner == "ana":
        link = FamilyLink.objects.get(pk=world.kin.links["fay"].pk)  # she has another name now
        names.seal(link, called)
        link.save()
        return link
    link, code = links.name(world.learns[owner], called, "friend", now=now)
    if owner == "bea":
        taken = links.take_up(code, world.people["flo"], now=now)
        assert taken
        return taken
    return link


def _sign(link: FamilyLink, purpose: str, signature: str, now: datetime) -> None:
    """With a purpose that no form offers, also in the frozen text."""
    lines = Choices.lines

    def told(choices: Choices, slot: str) -> list[str]:
        return [*lines(choices, slot), *([f"(x) {purpose}"] if slot == "purpose" else [])]

    with mock.patch.object(Choices, "lines", told):
        seen, chosen = wording.page(link, now=now).fingerprint, Choices(**kin.EVERYTHING, purpose=purpose)
        consents.sign(link, chosen, signature=signature, seen=seen, by=link.participant.person, now=now)


def _certify(enrolment: Enrolment, name: str, by: User, now: datetime) -> None:
    """With another name on it than the person has now."""
    facts = replace(certificates.facts_of(assigned.in_full(enrolment, now=now), now=now), name=name)
    made = Certificate(enrolment=enrolment, code=certificate_codes.draw(), issued_at=now, issued_by=by)
    made.issued_on = enrolment.cohort.today(now)
    key = person_keys.of(enrolment.person_id)
    made.sealed = key.seal(certificates._json(facts), bound_to=certificates._binding(made.pk))
    made.save(force_insert=True)
