"""Brings invented people into a cohort and stores what they did, in the few statements that many people allow."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from random import Random
from uuid import UUID, uuid5

from django.db import transaction

from courses.map import Outline
from learners.demo import history
from learners.demo.diary import Rows
from learners.demo.lives import Episode, Life
from learners.models import AuditEvent, Cohort, Enrolment, Mode, Pause, PlanChange, User
from learners.people import enrolments
from learners.safekeeping import audit, person_keys, stated

NAMESPACE = UUID("0c3e7a54-95d4-5f0d-9a43-0f6b0d9a77c1")
SKIPPED_BECAUSE = "You did this with your counselor already."
SKIPPED = 0.03  # chance that staff took a module out of a plan


def stable(*names: object) -> UUID:
    """The same UUID for the same names, in every database."""
    return uuid5(NAMESPACE, "/".join(map(str, names)))


@dataclass(slots=True)
class Newcomer:
    """`user` need not be stored yet; `names` tell this person from all others."""

    names: tuple[object, ...]
    user: User
    life: Life
    chance: Random
    enrolments: list[Enrolment] = field(default_factory=list)


@transaction.atomic
def admit(cohort: Cohort, newcomers: Sequence[Newcomer], program: Outline, *, today: date, by: User) -> Rows:
    """Store accounts, enrolments, pauses, plan changes and all that was done before `today`. Returns what was done."""
    User.objects.bulk_create([one.user for one in newcomers if one.user.pk is None])
    for one in newcomers:
        one.life = replace(one.life, episodes=tuple(_with_skip(episode, one, program) for episode in one.life.episodes))
        one.enrolments = enrolments_of(cohort, one)
    Enrolment.objects.bulk_create([enrolment for one in newcomers for enrolment in one.enrolments])
    _store_changes(newcomers, by)
    rows = told(newcomers, program, today=today, by=by)
    rows.save()
    return rows


def told(newcomers: Iterable[Newcomer], program: Outline, *, today: date, by: User) -> Rows:
    """All that was done, person by person, in the order in which it happened. Stores nothing."""
    rows = Rows()
    for one in newcomers:
        for enrolment, episode in zip(one.enrolments, one.life.episodes, strict=True):
            rows.add(
                history.of_episode(enrolment, one.life.habits, episode, program, chance=one.chance, until=today, by=by)
            )
    return rows


def enrolments_of(cohort: Cohort, one: Newcomer) -> list[Enrolment]:
    """One for each episode, not stored."""
    return [_enrolment(cohort, one, number) for number in range(1, len(one.life.episodes) + 1)]


def _enrolment(cohort: Cohort, one: Newcomer, number: int) -> Enrolment:
    episode = one.life.episodes[number - 1]
    return Enrolment(
        uid=stable(*one.names, number),
        person=one.user,
        cohort=cohort,
        audience=one.life.audience,
        pathway=one.life.pathway,
        conditions=list(one.life.conditions),
        starts_on=episode.starts_on,
        joined_at_week=enrolments.wheel_week(cohort, episode.starts_on) if cohort.mode == Mode.WHEEL else 1,
        episode=number,
        ended_on=episode.ended_on,
        changed=bool(episode.pause or episode.skipped),
    )


def _with_skip(episode: Episode, one: Newcomer, program: Outline) -> Episode:
    """Never a starter: they carry what keeps people safe."""
    if one.life.pathway == "" or episode.script is not None or one.chance.random() >= SKIPPED:
        return episode
    may_go = [
        m.key
        for m in program.by_key.values()
        if m.audience == one.life.audience and m.code not in program.rules.starter_pack
    ]
    return replace(episode, skipped=one.chance.choice(may_go)) if may_go else episode


def _store_changes(newcomers: Sequence[Newcomer], by: User) -> None:
    pauses, changes, noted = [], [], []
    for one in newcomers:
        for enrolment, episode in zip(one.enrolments, one.life.episodes, strict=True):
            began = at_noon(episode.starts_on)
            noted += _noted(enrolment, episode, by)
            if episode.pause:
                first, until = episode.pause
                pauses.append(Pause(enrolment=enrolment, first=first, until=until, by=by, at=at_noon(first)))
            if episode.skipped:
                changes.append(_skip(enrolment, episode.skipped, by, began))
    keys = person_keys.of_many({one.enrolment.person_id for one in changes})
    for change in changes:
        stated.put(change, SKIPPED_BECAUSE, keys[change.enrolment.person_id])
    Pause.objects.bulk_create(pauses)
    PlanChange.objects.bulk_create(changes)
    audit.note_many(noted)


def _noted(enrolment: Enrolment, episode: Episode, by: User) -> Iterator[AuditEvent]:
    began = at_noon(episode.starts_on)
    yield audit.event("enrolled", by=by, now=began, enrolment=enrolment, cohort=enrolment.cohort)
    if episode.pause:
        first = episode.pause[0]
        yield audit.event("paused", by=by, now=at_noon(first), enrolment=enrolment, first=first.isoformat())
    if episode.skipped:
        module = str(episode.skipped)
        yield audit.event("module-skipped", by=by, now=began, enrolment=enrolment, module=module)
    if episode.ended_on:
        yield audit.event("ended", by=by, now=at_noon(episode.ended_on), enrolment=enrolment)


def _skip(enrolment: Enrolment, module_key: UUID, by: User, at: datetime) -> PlanChange:
    return PlanChange(enrolment=enrolment, kind=PlanChange.Kind.SKIPPED, module_key=module_key, by=by, at=at)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
