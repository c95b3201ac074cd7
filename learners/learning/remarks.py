"""Marking again where a key was wrong. A dry run first, then the deed: person after person, each in a transaction.

It may be stopped anywhere and run again: what was marked again is not marked twice. Nothing is lowered, no pass and no
completion is taken back, and attempts, answers and editions stay as they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses import editions, outline
from courses.map import ModuleOutline
from courses.quiz.marking import QuizResult
from learners.learning import completion, corrections
from learners.learning.progress import recording
from learners.models import (
    Attempt,
    Audience,
    Enrolment,
    KeyCorrection,
    LearningEvent,
    ModuleProgress,
    Program,
    Response,
    User,
)
from learners.safekeeping import audit

Kind = LearningEvent.Kind
AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Gain:
    """One person, with the attempts that become better, and what that brings for the first time."""

    enrolment: Enrolment
    attempts: tuple[tuple[Attempt, QuizResult], ...]
    passes: bool
    completes: bool

    @property
    def percents(self) -> list[tuple[int, int]]:
        """Of each attempt, before and after."""
        return [(attempt.percent or 0, result.percent) for attempt, result in self.attempts]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of participants; `families` are how many family members gain as well, which is for nobody's eyes below 5."""

    people: int
    attempts: int
    passed: int
    completed: int
    families: int = 0


# --- questions ------------------------------------------------------------------------------------------------------


def gains(program: Program, edition_id: int, right_as_well: corrections.AlsoRight) -> list[Gain]:
    """Who would gain, by cohort and name. Four queries for any thousand people, five after an earlier correction."""
    found: list[Gain] = []
    module = module_of(program, edition_id)
    ids = _concerned(program, edition_id, right_as_well)
    for first in range(0, len(ids), AT_A_TIME):
        some = ids[first : first + AT_A_TIME]
        better = _better(some, right_as_well)
        rows = _rows(better)
        found += [_gain(rows[own[0][0].enrolment_id], own, module) for own in _by_person(better)]
    return sorted(
        found, key=lambda one: (one.enrolment.cohort.name, one.enrolment.person.listed_name, one.enrolment.pk)
    )


def summed(found: Collection[Gain]) -> Outcome:
    named = [one for one in found if one.enrolment.audience == Audience.PARTICIPANT]
    return Outcome(
        people=len(named),
        attempts=sum(len(one.attempts) for one in named),
        passed=sum(one.passes for one in named),
        completed=sum(one.completes for one in named),
        families=len(found) - len(named),
    )


def of_participants(found: Iterable[Gain]) -> list[Gain]:
    """Those whom a manager may see by name: nobody of the families, and nobody who is restricted."""
    named = (one for one in found if one.enrolment.audience == Audience.PARTICIPANT)
    return [one for one in named if one.enrolment.restricted_at is None]


def module_of(program: Program, edition_id: int) -> ModuleOutline | None:
    """Today's outline of the edition's module; None when it is no longer published."""
    try:
        published = outline.get(program.curriculum_key)
    except outline.NotThere:
        return None
    return published.by_key.get(editions.get(edition_id).module_key)


def is_taught(program: Program, edition_id: int) -> bool:
    """Published in this program, or answered in it."""
    tried = Attempt.objects.filter(edition=edition_id, enrolment__cohort__program=program)
    return module_of(program, edition_id) is not None or tried.exists()


def elsewhere(program: Program, edition_id: int, question_id: str) -> list[Any]:
    """Other editions, answered in this program, that ask the same with the same key. One query."""
    here = editions.get(edition_id)
    tried = Attempt.objects.filter(edition__module_key=here.module_key, enrolment__cohort__program=program)
    others = [editions.get(one) for one in tried.values_list("edition", flat=True).distinct() if one != edition_id]
    asked = editions.content(here).questions[question_id]
    same = [one for one in others if editions.content(one).questions.get(question_id) == asked]
    return sorted(same, key=lambda one: one.number)


def _concerned(program: Program, edition_id: int, right_as_well: corrections.AlsoRight) -> list[UUID]:
    """Attempts with an answer that was not right, and now is. One query."""
    rows = Response.objects.filter(
        attempt__edition=edition_id,
        attempt__submitted_at__isnull=False,
        attempt__enrolment__cohort__program=program,
        question_id__in=list(right_as_well),
        right=False,
    ).values_list("attempt", "question_id", "answer")
    return sorted({attempt for attempt, question, answer in rows if answer in right_as_well[question]})


def _better(ids: Collection[UUID], right_as_well: corrections.AlsoRight) -> list[tuple[Attempt, QuizResult]]:
    """Those that come to more than they count for already."""
    tried = list(
        Attempt.objects.filter(pk__in=ids).select_related("enrolment__person", "enrolment__cohort").order_by("pk")
    )
    answers: dict[UUID, dict[str, Any]] = defaultdict(dict)
    rows = Response.objects.filter(attempt__in=ids)
    for attempt_id, question, answer in rows.values_list("attempt", "question_id", "answer"):
        answers[attempt_id][question] = answer
    already = _counted(tried)
    marked = [(one, corrections.marked_again(one, answers[one.pk], right_as_well)) for one in tried]
    return [(one, result) for one, result in marked if result.percent > already.get(str(one.pk), one.percent or 0)]


def _counted(tried: Collection[Attempt]) -> dict[str, int]:
    """Attempt -> the percent that it was marked again to. No query of events unless a key was corrected before."""
    made = KeyCorrection.objects.filter(edition__in={one.edition_id for one in tried})
    if not tried or not made.exists():
        return {}
    return _percents({one.enrolment_id for one in tried}, {one.module_key for one in tried})


def _percents(enrolments: Collection[int], modules: Collection[UUID]) -> dict[str, int]:
    events = LearningEvent.objects.filter(kind=Kind.REMARKED, enrolment__in=enrolments, module_key__in=modules)
    found: dict[str, int] = {}
    for data in events.values_list("data", flat=True):
        found[data["attempt"]] = max(data["percent"], found.get(data["attempt"], 0))
    return found


def _rows(better: Collection[tuple[Attempt, QuizResult]]) -> dict[int, ModuleProgress]:
    keys = {one.module_key for one, _ in better}
    rows = ModuleProgress.objects.filter(enrolment__in={one.enrolment_id for one, _ in better}, module_key__in=keys)
    return {row.enrolment_id: row for row in rows}


def _by_person(better: Iterable[tuple[Attempt, QuizResult]]) -> list[list[tuple[Attempt, QuizResult]]]:
    found: dict[int, list[tuple[Attempt, QuizResult]]] = defaultdict(list)
    for attempt, result in sorted(better, key=lambda one: one[0].number):
        found[attempt.enrolment_id].append((attempt, result))
    return list(found.values())


def _gain(row: ModuleProgress, own: list[tuple[Attempt, QuizResult]], module: ModuleOutline | None) -> Gain:
    attempt = own[0][0]
    passes = row.passed_at is None and any(result.passed for _, result in own)
    then = copy(row)
    then.passed_at = then.passed_at or (attempt.submitted_at if passes else None)
    completes = module is not None and row.completed_at is None and completion.is_complete(module, then)
    return Gain(attempt.enrolment, tuple(own), passes, completes)


# --- deeds ----------------------------------------------------------------------------------------------------------


def correct(
    program: Program, edition_id: int, question_id: str, *, right: Any, reason: str, by: User, now: datetime
) -> KeyCorrection:
    """From now on this answer counts as right as well. Marks nothing again by itself: `run` does."""
    with transaction.atomic():
        made = KeyCorrection.objects.create(
            edition_id=edition_id, question_id=question_id, right=right, reason=reason, by=by, at=now
        )
        audit.note(
            "key-corrected",
            by=by,
            now=now,
            program=program.pk,
            edition=edition_id,
            question=question_id,
            correction=made.pk,
        )
    return made


def run(program: Program, edition_id: int, *, by: User, now: datetime) -> Outcome:
    """Mark again whatever gains by the corrections of this edition, in this program, and was not yet."""
    made = corrections.of_edition(edition_id, program.pk)
    if not made:
        return Outcome(0, 0, 0, 0)
    with transaction.atomic():
        found = gains(program, edition_id, corrections.by_question(made))
        audit.note("check-ins-marked-again", by=by, now=now, program=program.pk, edition=edition_id, people=len(found))
    module = module_of(program, edition_id)
    return summed([done for one in found if (done := _mark_again(one, module, made[-1], by, now))])


def _mark_again(
    gain: Gain, module: ModuleOutline | None, newest: KeyCorrection, by: User, now: datetime
) -> Gain | None:
    """One person. Asks again under the lock what counts already; None where nothing was left to do."""
    key = gain.attempts[0][0].module_key
    with recording(gain.enrolment, key, now=now, by=by) as recorder:
        already = _percents([gain.enrolment.pk], [key])
        left = [
            (one, result)
            for one, result in gain.attempts
            if result.percent > already.get(str(one.pk), one.percent or 0)
        ]
        passed_before = bool(recorder.row and recorder.row.passed_at)
        for attempt, result in left:
            recorder.add(Kind.REMARKED, **corrections.event_data(attempt, result, newest))
        completes = bool(left and module and recorder.complete_if_done(module))
        passes = bool(not passed_before and recorder.row and recorder.row.passed_at)
    return Gain(gain.enrolment, tuple(left), passes, completes) if left else None
