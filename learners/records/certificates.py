"""Certificates of completion: when one can be issued, what stands on it, and whether one is valid.

What stands on it is frozen when it is issued, and sealed. One issued again takes the place of the one before, which
stays. Never on it: pathway, conditions, anything that was written or answered.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms import site
from learners.groups import attendance
from learners.models import Attendance, Audience, Certificate, Enrolment, User
from learners.planning import assigned
from learners.planning.assigned import PersonPlan
from learners.records import certificate_codes, records
from learners.safekeeping import audit, person_keys, stated
from learners.safekeeping.person_keys import PersonCipher

ALL_DONE, DISCHARGED, NOTHING_DONE, NOT_YET = "all-done", "discharged", "nothing-done", "not-yet"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that stands on a certificate, besides its code and the day of issue. Days as yyyy-mm-dd. `whole`: all
    modules of the plan were done or excused.
    """

    name: str
    site: str
    program: str
    first_day: str
    last_day: str
    whole: bool
    modules: int
    sessions: int
    group_minutes: int

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self.first_day), date.fromisoformat(self.last_day)

    @property
    def group_hours(self) -> str:
        """To the quarter of an hour, downwards: "27", "27.25"."""
        return f"{self.group_minutes // 15 / 4:g}"

    @property
    def fingerprint(self) -> str:
        """Says whether what is issued is what was looked at."""
        return hashlib.sha256(_json(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shown:
    """An issued certificate with what was sealed in it."""

    certificate: Certificate
    facts: Facts


# --- questions ------------------------------------------------------------------------------------------------------


def ground(*, whole: bool, completed: int, discharged: bool) -> str:
    """The rule. The `whole` plan is done or excused, or staff ended the episode; and at least one module was completed,
    so that nobody gets a certificate of nothing.
    """
    if completed == 0:
        return NOTHING_DONE
    if whole:
        return ALL_DONE
    return DISCHARGED if discharged else NOT_YET


def ground_for(plan: PersonPlan, facts: Facts) -> str:
    return ground(whole=facts.whole, completed=facts.modules, discharged=plan.enrolment.ended_on is not None)


def can_be_issued(found: str) -> bool:
    return found in (ALL_DONE, DISCHARGED)


def facts_of(plan: PersonPlan, *, now: datetime) -> Facts:
    """As things stand now: what a preview shows. Sessions and minutes are those of the record. Two queries."""
    enrolment = plan.enrolment
    marks = _marks(enrolment, now)
    completed = [row.completed_at for row in enrolment.progress.filter(completed_at__isnull=False)]
    days = [mark.session.held_on for mark in marks]
    days += [at.astimezone(enrolment.cohort.zone).date() for at in completed if at]
    last = enrolment.ended_on or max([enrolment.starts_on, *days])
    return Facts(
        name=enrolment.person.get_full_name(),
        site=site.facts().program_name,
        program=enrolment.cohort.program.name,
        first_day=enrolment.starts_on.isoformat(),
        last_day=last.isoformat(),
        whole=bool(plan.wanted) and plan.done == len(plan.wanted),
        modules=len(completed),
        sessions=len(marks),
        group_minutes=sum(attendance.minutes(mark.session, mark) for mark in marks),
    )


def standing(enrolment: Enrolment) -> Certificate | None:
    """The one that counts: no other took its place. One query."""
    found = _valid().filter(enrolment=enrolment).select_related("issued_by").first()
    if found is not None:
        found.enrolment = enrolment
    return found


def of_person(person: User) -> list[Shown]:
    """The ones that count, of all episodes of a person, newest first. Two queries, one where there is none."""
    issued = list(_valid().filter(enrolment__person=person).order_by("-issued_at"))
    key = person_keys.opened(person.pk) if issued else None
    return [shown(one, key) for one in issued if key]


def history(enrolment: Enrolment) -> Sequence[Certificate]:
    """All that were ever issued for an episode: the one that counts, then the others, newest first. Each with why it
    was issued again. One query, two with a reason.
    """
    issued = list(enrolment.certificates.select_related("issued_by").order_by("-issued_at"))
    stated.open_on({enrolment.person_id: issued})
    replaced = {one.supersedes_id for one in issued}
    return sorted(issued, key=lambda one: one.pk in replaced)


def shown(certificate: Certificate, key: PersonCipher | None = None) -> Shown:
    """One query, none with the participant's `key` at hand. Raises encryption.CannotOpen."""
    key = key or person_keys.opened(certificate.enrolment.person_id)
    held = json.loads(key.unseal(certificate.sealed, bound_to=_binding(certificate.pk)))
    return Shown(certificate, Facts(**{field.name: held[field.name] for field in fields(Facts)}))


def issued_on(typed: str) -> date | None:
    """The day of issue of a valid code; None for every other text. One query of the same shape whatever is typed."""
    return _valid().filter(code=certificate_codes.read(typed)).values_list("issued_on", flat=True).first()


def _valid() -> QuerySet[Certificate]:
    return Certificate.objects.filter(superseded_by__isnull=True)


def _marks(enrolment: Enrolment, now: datetime) -> list[Attendance]:
    """What counts of the sessions in which the person was there, each with its session and cohort. One query."""
    sessions = records.held(enrolment.cohort.today(now)).order_by().values("pk")
    rows = attendance.newest(enrolment=enrolment, session__in=sessions).values()
    return [row for row in rows if row.status in attendance.THERE]


# --- the deed -------------------------------------------------------------------------------------------------------


@transaction.atomic
def issue(enrolment: Enrolment, *, seen: str, replaces: str, by: User, now: datetime, reason: str = "") -> Certificate:
    """Freeze what was `seen` (the preview's fingerprint). `replaces` is the id of the one that counted on that page, or
    empty: two clicks issue one. Raises ValidationError with what to do.
    """
    Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
    before = standing(enrolment)
    if (str(before.pk) if before else "") != replaces:
        raise ValidationError(_("A certificate was issued in the meantime. Look at it first."))
    if before and not reason.strip():
        raise ValidationError({"reason": _("Say in a few words why it is issued again.")})
    facts = _checked(enrolment, seen, now)
    made = Certificate(enrolment=enrolment, code=certificate_codes.draw(), issued_at=now, issued_by=by)
    made.issued_on, made.supersedes = enrolment.cohort.today(now), before
    key = person_keys.of(enrolment.person_id)
    made.sealed = key.seal(_json(facts), bound_to=_binding(made.pk))
    stated.put(made, reason.strip(), key)
    made.save(force_insert=True)
    audit.note(
        "certificate-issued",
        by=by,
        now=now,
        enrolment=enrolment,
        cohort=enrolment.cohort,
        certificate=str(made.pk),
        modules=facts.modules,
        sessions=facts.sessions,
    )
    return made


def _checked(enrolment: Enrolment, seen: str, now: datetime) -> Facts:
    plan = assigned.in_full(enrolment, now=now)
    facts = facts_of(plan, now=now)
    if enrolment.audience != Audience.PARTICIPANT or not can_be_issued(ground_for(plan, facts)):
        raise ValidationError(_("A certificate can be issued when all modules are done, or after discharge."))
    if facts.fingerprint != seen:
        raise ValidationError(_("Something changed since you looked. Read the new preview, then issue it."))
    return facts


def _json(facts: Facts) -> str:
    return json.dumps(asdict(facts), sort_keys=True, ensure_ascii=False)


def _binding(pk: UUID) -> str:
    return f"{Certificate._meta.label_lower}.sealed:{pk}"
