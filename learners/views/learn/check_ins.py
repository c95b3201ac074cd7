"""The check-in: one question a page or all on one, each answer saved by itself, a look back before it is handed in."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import editions, outline
from courses.map import ModuleOutline
from learners import access
from learners.forms import answers
from learners.learning import attempts, progress, results
from learners.models import Attempt
from learners.planning import reasons
from learners.planning.assigned import Work
from learners.views import tracks
from learners.views.gates import SignedIn, saves_quietly, signed_in


@require_POST
@signed_in
def start(request: SignedIn, module_key: UUID) -> HttpResponse:
    """Start, or go on with what is open; a new try asks only what was missed."""
    now = timezone.now()
    opened = access.check_can_open(request.user, module_key, now=now)
    if not opened.module.question_count:
        raise Http404
    attempt = attempts.start(opened.enrolment, opened.module, now=now)
    return redirect("check_in", attempt_id=attempt.pk)


@require_safe
@signed_in
def resume(request: SignedIn, attempt_id: UUID) -> HttpResponse:
    """The first question without an answer, on any device; else the look back; else the result."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    if attempt.submitted_at:
        return redirect("check_in_result", attempt_id=attempt_id)
    given = attempts.answers_of(attempt)
    left = [question["id"] for question in attempts.asked(attempt) if question["id"] not in given]
    if left:
        return redirect("check_in_question", attempt_id=attempt_id, question_id=left[0])
    return redirect("check_in_review", attempt_id=attempt_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def question(request: SignedIn, attempt_id: UUID, question_id: UUID) -> HttpResponse:
    """One question. Next and Save and stop both save first."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    asked = attempts.asked(attempt)
    place = next((i for i, one in enumerate(asked) if one["id"] == str(question_id)), None)
    if place is None:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors, done = _save(request, attempt, [asked[place]])
        if done is not None:
            return done
        if not errors:
            return _after(request, attempt, asked, place)
    elif attempt.submitted_at:
        return redirect("check_in_result", attempt_id=attempt_id)
    shown = answers.laid_out(attempt, asked, attempts.answers_of(attempt), errors)
    before = asked[place - 1]["id"] if place else None
    steps = ["now" if i == place else "done" if one.answer is not None else "" for i, one in enumerate(shown)]
    return _page(
        request,
        attempt,
        "check_in_question",
        one=shown[place],
        count=len(asked),
        before=before,
        steps=steps,
        errors=errors,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def all_questions(request: SignedIn, attempt_id: UUID) -> HttpResponse:
    """All questions on one page."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    asked = attempts.asked(attempt)
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors, done = _save(request, attempt, asked)
        if done is not None:
            return done
        if not errors:
            return _home(attempt) if _stops(request) else redirect("check_in_review", attempt_id=attempt_id)
    elif attempt.submitted_at:
        return redirect("check_in_result", attempt_id=attempt_id)
    shown = answers.laid_out(attempt, asked, attempts.answers_of(attempt), errors)
    return _page(request, attempt, "check_in_all", questions=shown, errors=errors)


@require_safe
@signed_in
def review(request: SignedIn, attempt_id: UUID) -> HttpResponse:
    """A look back before anything counts."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    if attempt.submitted_at:
        return redirect("check_in_result", attempt_id=attempt_id)
    shown = answers.laid_out(attempt, attempts.asked(attempt), attempts.answers_of(attempt))
    unanswered = sum(one.answer is None for one in shown)
    return _page(request, attempt, "check_in_review", questions=shown, unanswered=unanswered)


@require_POST
@signed_in
def hand_in(request: SignedIn, attempt_id: UUID) -> HttpResponse:
    """Marks once. Handing in again shows the same result."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    attempts.submit(attempt, _module(attempt), now=timezone.now())
    return redirect("check_in_result", attempt_id=attempt_id)


@require_safe
@signed_in
def result(request: SignedIn, attempt_id: UUID) -> HttpResponse:
    """What was right, what was not yet, and why: for each answer, as it was asked then."""
    attempt = access.check_can_see_attempt(request.user, attempt_id)
    if not attempt.submitted_at:
        return redirect("check_in", attempt_id=attempt_id)
    given = attempts.answers_of(attempt)
    shown = answers.laid_out(attempt, attempts.asked(attempt), given)
    found = results.of_attempt(attempt, given)
    module = _module(attempt)
    work = Work(module, progress.row_of(attempt.enrolment, attempt.module_key)) if module else None
    return _page(
        request,
        attempt,
        "check_in_result",
        score=found.score,
        corrected=found.corrected,
        marks=[(one, found.own.marks[one.id]) for one in shown if not one.again],
        reviews=[(one, found.reviews.marks[one.id]) for one in shown if one.again],
        missed=len(found.own.missed),
        work=work,
        left=reasons.left(work) if work else "",
    )


def _save(
    request: SignedIn, attempt: Attempt, questions: list[dict[str, Any]]
) -> tuple[dict[str, str], HttpResponse | None]:
    """Save what was posted: (errors by question id, an answer for the page's own script or for a late save)."""
    given, errors = answers.read_all(questions, request.POST)
    version = 0
    try:
        for question_id, answer in given.items():
            version += attempts.save_answer(attempt, question_id, answer, now=timezone.now()).version
    except attempts.HandedIn:
        message = _(
            "This check-in was handed in already, in another tab or on another device. Your answer is kept beside it."
        )
        quiet = saves_quietly(request)
        late = (
            JsonResponse({"message": message}, status=409)
            if quiet
            else redirect("check_in_result", attempt_id=attempt.pk)
        )
        return errors, late
    if not saves_quietly(request):
        return errors, None
    if errors:
        return errors, JsonResponse({"version": version, "message": next(iter(errors.values()))}, status=422)
    return errors, JsonResponse({"version": version, "saved_at": timezone.now().isoformat()})


def _home(attempt: Attempt) -> HttpResponse:
    return redirect(tracks.page("plan", attempt.enrolment.audience))


def _after(request: SignedIn, attempt: Attempt, asked: list[dict[str, Any]], place: int) -> HttpResponse:
    if _stops(request):
        return _home(attempt)
    if request.POST.get("go") == "review" or place + 1 == len(asked):
        return redirect("check_in_review", attempt_id=attempt.pk)
    return redirect("check_in_question", attempt_id=attempt.pk, question_id=asked[place + 1]["id"])


def _stops(request: SignedIn) -> bool:
    return request.POST.get("go") == "stop"


def _module(attempt: Attempt) -> ModuleOutline | None:
    """Today's outline of the module, None when it is no longer published."""
    return outline.get(attempt.enrolment.cohort.program.curriculum_key).by_key.get(attempt.module_key)


def _page(request: SignedIn, attempt: Attempt, template: str, **shown: Any) -> HttpResponse:
    title = editions.get(attempt.edition_id).title
    errors = {f"q-{question_id}": message for question_id, message in (shown.pop("errors", None) or {}).items()}
    status = 422 if errors else 200
    context = {"attempt": attempt, "title": title, "owner": request.user.uid, "errors": errors, **shown}
    return render(request, f"learners/learn/{template}.html", context, status=status)
