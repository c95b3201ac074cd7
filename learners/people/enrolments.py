"""A person's episodes: who is enrolled where, and what staff change about it. Questions first, then deeds.

Each deed is atomic, says who did it, and leaves an audit event. None touches what was learned.
"""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, prefetch_related_objects
from django.utils.translation import gettext as _

from cms.prepared import Prepared
from courses import vocabulary
from learners.models import Audience, Cohort, Enrolment, Mode, Pathway, Pause, PlanChange, User
from learners.planning.plan import Added, PlanInput
from learners.planning.plan import Pause as PausedDays
from learners.safekeeping import audit, stated

# --- questions ------------------------------------------------------------------------------------------------------


# What no page of a learner reads. Each column costs, with eight clients at once twice.
_FOR_STAFF = [
    *("uid", "episode", "cohort__uid", "cohort__name", "cohort__days", "cohort__starts_at", "cohort__ends_at"),
    *("cohort__wheel_starts_on", "cohort__is_open", "cohort__program__uid", "cohort__program__name"),
]
_episodes: Prepared[Enrolment] = Prepared(
    lambda person: (
        Enrolment.objects.filter(person=person)
        .select_related("cohort__program")
        .defer(*_FOR_STAFF)
        .order_by(F("ended_on").desc(nulls_first=True), "-episode")
    ),
    int,
)


def tracks(person: User) -> dict[str, Enrolment]:
    """Of each track on which the person learns the running episode, else the last one: people keep their own plan after
    discharge. One query, also for somebody who is on both.
    """
    found: dict[str, Enrolment] = {}
    for episode in _episodes(person.pk):
        found.setdefault(episode.audience, episode)
    return found


def current(person: User, audience: str) -> Enrolment | None:
    """The running episode on one track, else the last one. One query."""
    return tracks(person).get(audience)


def plan_input(enrolment: Enrolment, opened: dict[UUID, date]) -> PlanInput:
    """What the pure plan needs. No query, two where staff changed the plan and it `fetch_changes` was not asked."""
    pauses = sorted(enrolment.pauses.all(), key=attrgetter("first")) if enrolment.changed else []
    changes = sorted(enrolment.plan_changes.all(), key=attrgetter("pk")) if enrolment.changed else []
    changes = [change for change in changes if change.undone_at is None]
    kind = PlanChange.Kind
    return PlanInput(
        audience=enrolment.audience,
        pathway=enrolment.pathway or None,
        conditions=frozenset(enrolment.conditions),
        mode=enrolment.cohort.mode,
        starts_on=enrolment.starts_on,
        joined_at_week=enrolment.joined_at_week,
        pauses=tuple(PausedDays(one.first, one.until, one.kind == Pause.Kind.EXTENSION) for one in pauses),
        open_through_week=enrolment.open_through_week,
        added=tuple(Added(c.module_key, c.opens_on) for c in changes if c.kind == kind.ADDED and c.opens_on),
        skipped=frozenset(c.module_key for c in changes if c.kind == kind.SKIPPED),
        moved={c.module_key: c.opens_on for c in changes if c.kind == kind.MOVED and c.opens_on},
        opened=opened,
    )


def said_by_staff(enrolment: Enrolment, module_key: UUID) -> str:
    """Why staff added or moved this module, in their words; empty where they did not. No query for most people, two
    where they did.
    """
    return _said(enrolment, module_key, PlanChange.Kind.ADDED, PlanChange.Kind.MOVED) if enrolment.changed else ""


def why_taken_out(enrolment: Enrolment, module_key: UUID) -> str:
    """In the words of staff; empty where they cannot be opened. Two queries."""
    return _said(enrolment, module_key, PlanChange.Kind.SKIPPED)


def _said(enrolment: Enrolment, module_key: UUID, *kinds: str) -> str:
    standing = enrolment.plan_changes.filter(module_key=module_key, undone_at__isnull=True, kind__in=kinds).first()
    return stated.Reader([enrolment.person_id]).row(standing, enrolment.person_id) if standing else ""


def fetch_changes(enrolments: Iterable[Enrolment]) -> None:
    """What staff changed about the plans of all of them: two queries, none where nothing was changed."""
    changed = [enrolment for enrolment in enrolments if enrolment.changed]
    prefetch_related_objects(changed, "pauses", "plan_changes")


def is_away(enrolment: Enrolment, day: date) -> bool:
    """On pause on that day; more time is no absence. No query after `fetch_changes`."""
    pauses = enrolment.pauses.all() if enrolment.changed else ()
    paused = (one for one in pauses if one.kind == Pause.Kind.PAUSE)
    return any(one.first <= day and (one.until is None or day < one.until) for one in paused)


def wheel_week(cohort: Cohort, day: date, weeks: int = 12) -> int:
    """The spoke of the wheel on a day, from 1."""
    if cohort.wheel_starts_on is None:
        return 1
    return (day - cohort.wheel_starts_on).days // 7 % weeks + 1


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def enrol(
    person: User,
    cohort: Cohort,
    *,
    by: User | None,
    now: datetime,
    audience: str = Audience.PARTICIPANT,
    pathway: str = "",
    conditions: Iterable[str] = (),
    starts_on: date | None = None,
) -> Enrolment:
    """Begin an episode; a person who was here before gets the next number. Raises ValidationError with what to do."""
    check_choices(audience, pathway, conditions)
    if person.erased_at:
        raise ValidationError(_("This person was erased. Bring the person in with a new account."))
    earlier = Enrolment.objects.select_for_update(no_key=True).filter(person=person, audience=audience)
    if any(episode.ended_on is None for episode in earlier):
        raise ValidationError(
            _("This person is enrolled already. End that enrolment first, or move the person to another cohort.")
        )
    starts_on = starts_on or cohort.today(now)
    enrolment = Enrolment.objects.create(
        person=person,
        cohort=cohort,
        audience=audience,
        pathway=pathway,
        conditions=sorted(conditions),
        starts_on=starts_on,
        joined_at_week=wheel_week(cohort, starts_on) if cohort.mode == Mode.WHEEL else 1,
        episode=(earlier.aggregate(last=Max("episode"))["last"] or 0) + 1,
        restricted_at=next((one.restricted_at for one in earlier if one.restricted_at), None),
    )
    audit.note("enrolled", by=by, now=now, enrolment=enrolment, cohort=cohort)
    return enrolment


def check_choices(audience: str, pathway: str, conditions: Iterable[str]) -> None:
    """Raises ValidationError unless the pathway fits the track and every condition is known."""
    if audience == Audience.FAMILY and (pathway or list(conditions)):
        raise ValidationError(_("A family member has no pathway and no conditions: leave both empty."))
    if audience == Audience.PARTICIPANT and pathway not in Pathway.values:
        raise ValidationError(_("Choose a pathway: substance use, mental health or co-occurring."))
    if unknown := set(conditions) - set(vocabulary.CONDITIONS):
        raise ValidationError(_("Unknown condition: %(names)s."), params={"names": ", ".join(sorted(unknown))})


@transaction.atomic
def end(enrolment: Enrolment, *, on: date, by: User | None, now: datetime, reason: str = "") -> None:
    """Discharge. The person keeps what is open; nothing further opens."""
    if on < enrolment.starts_on:
        raise ValidationError(_("An enrolment cannot end before it starts."))
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    stated.beside(audit.note("ended", by=by, now=now, enrolment=enrolment), reason.strip(), enrolment.person_id)


def repeat(enrolment: Enrolment, *, by: User | None, now: datetime, reason: str = "") -> Enrolment:
    """Begin the program again as a new episode. The old one keeps its history."""
    with transaction.atomic():
        today = enrolment.cohort.today(now)
        if enrolment.ended_on is None:
            end(enrolment, on=max(today, enrolment.starts_on), by=by, now=now, reason=reason)
        return enrol(
            enrolment.person,
            enrolment.cohort,
            by=by,
            now=now,
            audience=enrolment.audience,
            pathway=enrolment.pathway,
            conditions=enrolment.conditions,
            starts_on=today,
        )


@transaction.atomic
def open_through(enrolment: Enrolment, week: int, *, by: User, now: datetime, reason: str = "") -> None:
    """Open every week up to and with `week`, at once."""
    if not 0 <= week <= 12:
        raise ValidationError(_("Choose a week from 1 to 12, or 0 for none."))
    before, enrolment.open_through_week = enrolment.open_through_week, week
    enrolment.save(update_fields=["open_through_week"])
    noted = audit.note("opened-through", by=by, now=now, enrolment=enrolment, week=week, before=before)
    stated.beside(noted, reason.strip(), enrolment.person_id)


@transaction.atomic
def change_plan(
    enrolment: Enrolment,
    kind: str,
    module_key: UUID,
    *,
    reason: str,
    by: User,
    now: datetime,
    opens_on: date | None = None,
) -> PlanChange:
    """Add, skip or move one module. A new change undoes the standing one, which stays as history."""
    if not reason.strip():
        raise ValidationError(_("Say why, in a few words: the person can read it."))
    if kind != PlanChange.Kind.SKIPPED and opens_on is None:
        raise ValidationError(_("Say on which day it opens."))
    mark_changed(enrolment)
    undo_change(enrolment, module_key, by=by, now=now)
    change = PlanChange(enrolment=enrolment, kind=kind, module_key=module_key, opens_on=opens_on, by=by, at=now)
    stated.seal(change, reason.strip(), enrolment.person_id)
    change.save(force_insert=True)
    audit.note(f"module-{kind}", by=by, now=now, enrolment=enrolment, module=str(module_key))
    return change


@transaction.atomic
def undo_change(enrolment: Enrolment, module_key: UUID, *, by: User, now: datetime) -> bool:
    """Undo the standing change of a module, if there is one."""
    undone = enrolment.plan_changes.filter(module_key=module_key, undone_at__isnull=True).update(undone_at=now)
    if undone:
        audit.note("change-undone", by=by, now=now, enrolment=enrolment, module=str(module_key))
    return bool(undone)


def mark_changed(enrolment: Enrolment) -> None:
    """Lock the enrolment and let its plan read pauses and changes from now on."""
    Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
    enrolment.changed = True
    enrolment.save(update_fields=["changed"])
