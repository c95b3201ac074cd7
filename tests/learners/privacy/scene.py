"""A person about whom everything is stored that can be, through the real deeds: each text carries a word of its own,
made of the person's name, by which it is found again.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import uuid4

from learners.groups import attendance, calendars
from learners.learning import attempts, online_minutes, progress, worksheets
from learners.models import (
    Acknowledgement,
    Certificate,
    Consent,
    ConsentCheck,
    Disclosure,
    EmergencyAccess,
    Enrolment,
    FamilyLink,
    FamilyShare,
    LateAnswer,
    PolicyVersion,
    User,
)
from learners.overview import reviews
from learners.people import admissions, enrolments, pathways
from learners.planning import assigned, pauses
from learners.post import outbox
from learners.privacy import requests
from learners.records import certificates
from learners.safekeeping import audit, notes, person_keys, sharing
from tests.factories.people import Cast
from tests.learners.answering import right

TEXTS = (
    "WRITTEN",
    "BESIDE",
    "NOTED",
    "SKIPPED",
    "PAUSED",
    "PATHWAY",
    "MINUTES",
    "EXCUSED",
    "MOVED",
    "ABSENT",
    "ISSUED",
)
OURS = ("NAMED", "SIGNED", "EMERGENCY", "ASKED")  # sealed by the tests themselves, or by privacy.requests
NAMES = ("FIRST", "LAST", "mail")


def word(name: str, what: str) -> str:
    """Of six letters and more, so that it is nowhere by chance."""
    return f"{what}of{name}q7x"


def all_words(name: str) -> list[str]:
    return [word(name, what) for what in (*TEXTS, *OURS)]


def traces(name: str, email: str) -> list[str]:
    return [*all_words(name), word(name, "FIRST"), word(name, "LAST"), email]


def found_in(raw: bytes, words: list[str]) -> list[str]:
    return [one for one in words if one.encode().lower() in raw.lower()]


def rename(person: User) -> None:
    name = person.sign_in_name
    person.first_name, person.last_name = word(name, "FIRST"), word(name, "LAST")
    person.email = f"{word(name, 'mail')}@example.org"
    person.save()


def fill(cast: Cast, learns: Enrolment, module, fields, *, by: User, other: User, now: datetime) -> None:
    """`other` is whom the person named; `by` is staff of the person's group."""
    name = learns.person.sign_in_name
    rename(learns.person)
    _learn(learns, module, name, fields, now)
    _plan(learns, module, name, by, now)
    _be_there(learns, name, by, now)
    _share(learns, other, module, name, by, now)
    calendars.make_feed(learns.person, now=now)
    requests.make(learns.person, "correct", word(name, "ASKED"), by=learns.person, now=now)
    outbox.write(learns.person.email, "You have a new message", "Hello", now=now - timedelta(hours=1))


def _learn(learns: Enrolment, module, name: str, fields, now: datetime) -> None:
    for card in module.cards:
        progress.see_card(learns, module, card.id, now=now)
    key = next(field["id"] for field in fields if field["kind"] == "long_text")
    entry = worksheets.save(learns, module, {key: word(name, "WRITTEN")}, version=0, now=now)
    with suppress(worksheets.NewerElsewhere):
        worksheets.save(learns, module, {key: word(name, "BESIDE")}, version=entry.version + 5, now=now)
    sharing.share(learns, module.key, now=now)
    attempt = attempts.start(learns, module, now=now)
    for question in attempts.asked(attempt):
        attempts.save_answer(attempt, question["id"], right(question), now=now)
    attempts.submit(attempt, module, now=now)
    worksheets.finish(learns, module, how="here", now=now)
    question = attempts.asked(attempt)[0]
    LateAnswer.objects.create(attempt=attempt, question_id=question["id"], answer=right(question), at=now)


def _plan(learns: Enrolment, module, name: str, by: User, now: datetime) -> None:
    today = learns.cohort.today(now)
    enrolments.change_plan(learns, "skipped", uuid4(), reason=word(name, "SKIPPED"), by=by, now=now)
    pauses.pause(learns, first=today, until=today + timedelta(days=3), by=by, now=now, reason=word(name, "PAUSED"))
    conditions = ["alcohol"]
    pathways.change_pathway(
        learns, pathway="co-occurring", conditions=conditions, reason=word(name, "PATHWAY"), by=by, now=now
    )
    online_minutes.correct(learns, day=today, minutes=5, reason=word(name, "MINUTES"), by=by, now=now)
    progress.excuse(learns, uuid4(), reason=word(name, "EXCUSED"), by=by, now=now)
    note = notes.write(learns, word(name, "NOTED"), by=by, now=now)
    Acknowledgement.objects.create(enrolment=learns, rule="quiet", about=str(today), note=note, by=by, at=now)
    reviews.set_next(learns, today, by=by, now=now)


def _be_there(learns: Enrolment, name: str, by: User, now: datetime) -> None:
    """A move there and back, a day on which the person was away, and a certificate."""
    here = learns.cohort
    there = type(here).objects.filter(program=here.program).exclude(pk=here.pk).first()
    admissions.move(learns, there, reason=word(name, "MOVED"), by=by, now=now)
    learns.refresh_from_db()
    admissions.move(learns, here, reason="Back", by=by, now=now)
    learns.refresh_from_db()
    said = attendance.Said("absent", reason=word(name, "ABSENT"))
    attendance.record(here, _usual_day(learns, now), {learns.pk: said}, by=by, now=now)
    admissions.discharge(learns, on=here.today(now), reason="Done", by=by, now=now)
    learns.refresh_from_db()
    _certify(learns, "", by, now)
    first = Certificate.objects.get(enrolment=learns)
    _certify(learns, word(name, "ISSUED"), by, now, str(first.pk))


def _usual_day(learns: Enrolment, now: datetime) -> date:
    day = learns.cohort.today(now)
    while day.weekday() not in learns.cohort.days:
        day -= timedelta(days=1)
    return day


def _certify(learns: Enrolment, reason: str, by: User, now: datetime, replaces: str = "") -> None:
    facts = certificates.facts_of(assigned.in_full(learns, now=now), now=now)
    certificates.issue(learns, seen=facts.fingerprint, replaces=replaces, by=by, now=now, reason=reason)


def _share(learns: Enrolment, other: User, module, name: str, by: User, now: datetime) -> None:
    """Rows as the deeds of families write them, under the person's key."""
    key = person_keys.of(learns.person_id)
    link, _new = FamilyLink.objects.get_or_create(
        participant=learns, family_member=other, defaults={"relation": "parent", "made_at": now, "taken_up_at": now}
    )
    link.sealed_name = key.seal(word(name, "NAMED"), bound_to=f"learners.familylink.sealed_name:{link.uid}")
    link.save()
    text, _new = PolicyVersion.objects.get_or_create(
        kind="family-consent", number=99, language="en", defaults={"body": "Words", "sha256": "0" * 64, "made_at": now}
    )
    uid = uuid4()
    sealed = key.seal(f'{{"signature": "{word(name, "SIGNED")}"}}', bound_to=f"learners.consent.sealed:{uid}")
    consent = Consent.objects.create(
        uid=uid, link=link, text=text, shows_week=True, purpose="support", sealed=sealed, sha256="0" * 64,
        signed_on=now.date(), signed_at=now,
    )  # fmt: skip
    ConsentCheck.objects.create(consent=consent, by=by, at=now)
    FamilyShare.objects.create(link=link, kind="worksheet", module_key=module.key, shared_at=now)
    Disclosure.objects.create(enrolment=learns, consent=consent, recipient=other, what="week", at=now)
    uid = uuid4()
    reason = key.seal(word(name, "EMERGENCY"), bound_to=f"learners.emergencyaccess.sealed_reason:{uid}")
    EmergencyAccess.objects.create(uid=uid, person=by, enrolment=learns, sealed_reason=reason, asked_at=now)
    audit.note("person-read", by=by, now=now, enrolment=learns)
