"""Taking a check-in. Questions first, then deeds. An attempt keeps its edition for ever; each answer is saved on its
own.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cms.prepared import Prepared, insert, run, update
from courses import editions
from courses.map import ModuleOutline
from courses.quiz import QUESTION_KINDS
from courses.quiz.corrected import counted
from courses.quiz.marking import QuizResult, mark_quiz
from learners.learning import corrections, spaced
from learners.learning.progress import Recorder, recording
from learners.models import Attempt, Enrolment, LateAnswer, LearningEvent, Response

Kind = LearningEvent.Kind

_responses: Prepared[Response] = Prepared(lambda attempt: Response.objects.filter(attempt=attempt), UUID)
_response: Prepared[Response] = Prepared(
    lambda attempt, question: Response.objects.filter(attempt=attempt, question_id=question), UUID, str
)
_to_lock: Prepared[Attempt] = Prepared(
    lambda attempt: (
        Attempt.objects.select_for_update(no_key=True, of=("self",))
        .select_related("enrolment__cohort__program")
        .filter(pk=attempt)
    ),
    UUID,
)


class HandedIn(Exception):
    """The attempt was submitted before this answer arrived. The answer is kept as a late one."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server holds: compare `digest`, the SHA-256 of the stored answers, to prove that nothing was lost."""

    attempt: UUID
    version: int
    digest: str


# --- questions ------------------------------------------------------------------------------------------------------


def quiz_of(attempt: Attempt) -> dict[str, Any]:
    """The check-in as it was when the attempt started."""
    return quiz_in(attempt.edition_id)


def quiz_in(edition_id: int) -> dict[str, Any]:
    """The check-in of an edition that has one."""
    quiz = editions.content(editions.get(edition_id)).quiz
    assert quiz is not None  # noqa: S101 — attempts start on modules with questions only
    return quiz


def asked(attempt: Attempt) -> list[dict[str, Any]]:
    """The questions of this attempt: its own in the order of the edition, then those of other weeks."""
    return _own(attempt) + spaced.questions_of(attempt)


def _own(attempt: Attempt) -> list[dict[str, Any]]:
    wanted = set(attempt.asks)
    return [question for question in quiz_of(attempt)["questions"] if question["id"] in wanted]


def answers_of(attempt: Attempt) -> dict[str, Any]:
    """Question id -> answer. One query."""
    return {response.question_id: response.answer for response in _responses(attempt.pk)}


def open_attempt(enrolment: Enrolment, module_key: UUID) -> Attempt | None:
    return Attempt.objects.filter(enrolment=enrolment, module_key=module_key, submitted_at__isnull=True).first()


def submitted(enrolment: Enrolment) -> list[Attempt]:
    """Newest first, with the titles of their editions. One query."""
    done = Attempt.objects.filter(enrolment=enrolment, submitted_at__isnull=False)
    return list(done.select_related("edition").defer("edition__content").order_by("-submitted_at"))


def result_of(attempt: Attempt) -> QuizResult:
    """The score, and marks of the questions that make it up, by the attempt's own edition."""
    return _result(attempt, answers_of(attempt))


def _result(attempt: Attempt, answers: dict[str, Any]) -> QuizResult:
    return mark_quiz({"pass_mark": quiz_of(attempt)["pass_mark"], "questions": _own(attempt)}, answers)


def receipt_of(attempt: Attempt) -> Receipt:
    stored = list(attempt.responses.order_by("question_id").values_list("question_id", "answer", "version"))
    digest = hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()
    return Receipt(attempt.id, sum(version for _, _, version in stored), digest)


# --- deeds ----------------------------------------------------------------------------------------------------------


def start(enrolment: Enrolment, module: ModuleOutline, *, now: datetime) -> Attempt:
    """Go on with the open attempt, or start one on the newest edition that asks only what was not yet right."""
    with recording(enrolment, module.key, now=now) as recorder:
        attempt = open_attempt(enrolment, module.key)
        if attempt is None:
            attempt = _new(enrolment, module, now)
            recorder.add(
                Kind.ATTEMPT_STARTED, attempt=str(attempt.id), edition=attempt.edition_id, number=attempt.number
            )
    return attempt


def save_answer(attempt: Attempt, question_id: str, answer: Any, *, now: datetime) -> Response:
    """Keep one answer. The same answer again changes nothing. Raises HandedIn, and keeps the answer, after submit."""
    with transaction.atomic(savepoint=False):
        attempt = _locked(attempt)
        response = _response.first(attempt.pk, question_id)
        if attempt.submitted_at is None:
            return _kept(attempt, question_id, response, answer, now)
        if response is None or response.answer != answer:
            LateAnswer.objects.create(attempt=attempt, question_id=question_id, answer=answer, at=now)
    raise HandedIn


def submit(attempt: Attempt, module: ModuleOutline | None, *, now: datetime) -> Attempt:
    """Mark by the attempt's edition and record it, once: submitting again returns the stored result unchanged.

    `module` is today's outline of the module, which decides whether it is now complete; None when it is no longer
    published.
    """
    with recording(attempt.enrolment, attempt.module_key, now=now) as recorder:
        attempt = _locked(attempt)
        if attempt.submitted_at is None:
            answers = answers_of(attempt)
            _mark(attempt, answers, now)
            recorder.add(
                Kind.ATTEMPT_SUBMITTED,
                attempt=str(attempt.id),
                edition=attempt.edition_id,
                percent=attempt.percent,
                passed=attempt.passed,
            )
            _count_corrections(attempt, answers, recorder)
            if module is not None:
                recorder.complete_if_done(module)
    return attempt


def _new(enrolment: Enrolment, module: ModuleOutline, now: datetime) -> Attempt:
    earlier = Attempt.objects.filter(enrolment=enrolment, module_key=module.key)
    questions = quiz_in(module.edition_id)["questions"]
    carried = _right_before(earlier, questions, enrolment.cohort.program_id)
    if len(carried) == len(questions):  # everything was right: a fresh look at all of it
        carried = []
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    return Attempt.objects.create(
        enrolment=enrolment,
        module_key=module.key,
        edition_id=module.edition_id,
        number=number,
        reviews=spaced.for_first_try(enrolment, module) if number == 1 else [],
        asks=[question["id"] for question in questions if question["id"] not in carried],
        carried=carried,
        started_at=now,
    )


def _right_before(earlier: Any, questions: list[dict[str, Any]], program_id: int) -> list[str]:
    """Ids answered right in the last attempt (or carried into it) whose wording is still the same."""
    last = earlier.filter(submitted_at__isnull=False).order_by("-number").first()
    if last is None:
        return []
    then = {question["id"]: question for question in quiz_of(last)["questions"]}
    right = set(last.carried) | set(last.responses.filter(right=True).values_list("question_id", flat=True))
    same = {question["id"] for question in questions if then.get(question["id"]) == question}
    by_correction = _right_by_correction(last, program_id)
    mended = {question["id"] for question in questions if _is_mended(question, then, by_correction)}
    return [key for question in questions if (key := question["id"]) in (same & (right | set(by_correction)) | mended)]


def _right_by_correction(last: Attempt, program_id: int) -> dict[str, Any]:
    """Question id -> answer. One query, two where a key of its edition was corrected."""
    made = corrections.of_edition(last.edition_id, program_id)
    answers = answers_of(last) if made else {}
    return {key: answers[key] for key in counted(_result(last, answers), answers, corrections.by_question(made))}


def _is_mended(question: dict[str, Any], then: dict[str, Any], by_correction: dict[str, Any]) -> bool:
    """Asked as before, with a key that now takes the answer which a correction took."""
    key = question["id"]
    if key not in by_correction or then[key]["prompt"] != question["prompt"]:
        return False
    return QUESTION_KINDS[question["kind"]].mark(question, by_correction[key]).correct


def _locked(attempt: Attempt) -> Attempt:
    locked = _to_lock.first(attempt.pk)
    if locked is None:
        raise Attempt.DoesNotExist
    return locked


def _kept(attempt: Attempt, question_id: str, response: Response | None, answer: Any, now: datetime) -> Response:
    if response is None:
        response = Response(attempt=attempt, question_id=question_id, answer=answer, saved_at=now)
        insert(response)
    elif response.answer != answer:
        response.answer, response.version, response.saved_at = answer, response.version + 1, now
        update(response, "answer", "version", "saved_at")
    else:
        return response
    data = {"attempt": str(attempt.id), "question": question_id, "version": response.version}
    kind, enrolment = Kind.ATTEMPT_ANSWERED, attempt.enrolment_id
    insert(LearningEvent(enrolment_id=enrolment, module_key=attempt.module_key, kind=kind, at=now, data=data))
    return response


def _count_corrections(attempt: Attempt, answers: dict[str, Any], recorder: Recorder) -> None:
    """What was corrected before it was handed in counts at once. One query."""
    made = corrections.of_edition(attempt.edition_id, attempt.enrolment.cohort.program_id)
    if made:
        again = corrections.marked_again(attempt, answers, corrections.by_question(made))
        if again.right > (attempt.right or 0):
            recorder.add(Kind.REMARKED, **corrections.event_data(attempt, again, made[-1]))


def _mark(attempt: Attempt, answers: dict[str, Any], now: datetime) -> None:
    """Carried answers count as right: the score is of the whole check-in, and of nothing else."""
    result, reviewed = _result(attempt, answers), spaced.result_of(attempt, answers)
    quiz = quiz_of(attempt)
    right = [question for question, mark in {**result.marks, **reviewed.marks}.items() if mark.correct]
    attempt.right = result.right + len(attempt.carried)
    attempt.out_of = len(attempt.asks) + len(attempt.carried)
    attempt.percent = 100 * attempt.right // attempt.out_of
    attempt.passed = attempt.percent >= quiz["pass_mark"]
    attempt.submitted_at = now
    update(attempt, "right", "out_of", "percent", "passed", "submitted_at")
    is_right = f"question_id IN ({', '.join(['%s'] * len(right))})" if right else "FALSE"
    run(f'UPDATE learners_response SET "right" = ({is_right}) WHERE attempt_id = %s', *right, attempt.pk)  # noqa: S608
