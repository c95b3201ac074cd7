"""A question for the whole group: opened and closed here, and typed in from paper. No page here knows who answered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.quiz import QUESTION_KINDS, AnswerError
from learners import access
from learners.groups import live, spread
from learners.groups.running import Evening
from learners.models import Cohort, LiveQuestion
from learners.views.facilitate.session_page import bar, evening_or_404, show, title_of
from learners.views.gates import SignedIn, signed_in

SHEETS = 12  # rows of the form, and sheets to print


@require_POST
@signed_in
def ask(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    group = access.check_can_follow(request.user, cohort_uid)
    evening = evening_or_404(group, day)
    try:
        if evening.session is None or evening.session.edition_id is None:
            raise ValidationError(_("Begin the session first: its questions belong to its topic."))
        live.ask(evening.session, request.POST.get("question", ""), by=request.user, now=timezone.now())
    except ValidationError as error:
        return show(request, group, day, errors={"question": error.messages[0]})
    messages.success(request, _("The question is open. People answer it under In group."))
    return _back(request, group, day)


@require_POST
@signed_in
def close(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """From the wall it goes on to the answers on the wall."""
    group = access.check_can_follow(request.user, cohort_uid)
    asked = _open(evening_or_404(group, day))
    if asked is not None:
        live.close(asked, by=request.user, now=timezone.now())
        messages.success(request, _("The question is closed."))
    return _back(request, group, day)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def paper(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """A row for each numbered sheet, while the question is open."""
    group = access.check_can_follow(request.user, cohort_uid)
    evening = evening_or_404(group, day)
    asked = _open(evening)
    if asked is None:
        messages.info(request, _("Open a question first, then type in the sheets."))
        return redirect(_place(group, day))
    question, typed = live.question_of(asked), live.sheets(asked)
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed, errors = _read(question, request)
        if not errors:
            return _keep(request, group, day, asked, typed)
    rows = range(1, max([SHEETS, *typed]) + 1)
    context = {
        "question": question,
        "several": question["kind"] == "multiple_choice",
        "options": spread.lettered(question),
        "rows": [(number, typed.get(number) or "", errors.get(f"sheet-{number}", "")) for number in rows],
        "errors": errors,
        "owner": request.user.uid,
        "day": day,
        **bar(group),
    }
    return render(request, "learners/facilitate/session_paper.html", context, status=422 if errors else 200)


@require_safe
@signed_in
def sheets(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """One of today's questions on numbered sheets, to print and cut."""
    group = access.check_can_follow(request.user, cohort_uid)
    evening = evening_or_404(group, day)
    questions = live.askable(evening.edition_id)
    chosen = request.GET.get("question")
    question = next((one for one in questions if one["id"] == chosen), questions[0] if questions else None)
    context = {
        "title": title_of(evening),
        "questions": questions,
        "question": question,
        "options": spread.lettered(question) if question else [],
        "numbers": range(1, SHEETS + 1),
        "day": day,
        **bar(group),
    }
    return render(request, "learners/facilitate/session_sheets.html", context)


def _open(evening: Evening) -> LiveQuestion | None:
    return live.open_in(live.of_session(evening.session)) if evening.session else None


def _read(question: dict[str, Any], request: SignedIn) -> tuple[dict[int, Any], dict[str, str]]:
    """(sheets, errors by the name of the row). A row with nothing chosen takes its sheet back."""
    typed: dict[int, Any] = {}
    errors: dict[str, str] = {}
    for number in range(1, live.MOST_SHEETS + 1):
        name = f"sheet-{number}"
        if name not in request.POST and f"{name}-there" not in request.POST:
            continue
        try:
            typed[number] = QUESTION_KINDS[question["kind"]].read(question, {"answer": request.POST.getlist(name)})
        except AnswerError as error:
            errors[name] = _("Sheet %(number)s: %(what)s") % {"number": number, "what": _(error.message)}
    return typed, errors


def _keep(request: SignedIn, group: Cohort, day: date, asked: LiveQuestion, typed: dict[int, Any]) -> HttpResponse:
    try:
        live.type_in(asked, typed)
    except live.Closed:
        messages.warning(request, _("The question was closed before these sheets arrived, so they are not counted."))
    else:
        messages.success(request, _("The sheets are in. Close the question to see the answers of the group."))
    return redirect(_place(group, day))


def _place(group: Cohort, day: date) -> str:
    return f"{reverse('session', args=[group.uid, day])}#question"


def _back(request: SignedIn, group: Cohort, day: date) -> HttpResponse:
    if request.POST.get("from") == "wall":
        step = request.POST.get("step", "")
        return redirect(f"{reverse('wall', args=[group.uid, day])}?step={step if step.isdigit() else ''}")
    return redirect(_place(group, day))
