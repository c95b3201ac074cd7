"""Running a group, in the order of the evening, on one page. Every reading of it is audited in the same transaction."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from learners import access, audit, running, sessions
from learners import attendance as attendances
from learners import homework as sheets
from learners import live as live_answers
from learners.forms import attendance as forms
from learners.forms.sessions import TimesForm, TopicForm
from learners.models import Cohort, GroupSession
from learners.running import Evening, Running
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def session(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Fifteen queries, for 8 people as for 60."""
    group = access.check_can_follow(request.user, cohort_uid)
    return show(request, group, day)


@require_POST
@signed_in
def topic(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Choose it, or swap it."""
    group = access.check_can_follow(request.user, cohort_uid)
    form = _topic_form(request, group, day)
    if not form.is_valid():
        return show(request, group, day, topic_form=form)
    now = timezone.now()
    return _done(
        request,
        group,
        day,
        "topic",
        lambda: sessions.plan(group, day, module=form.chosen, by=request.user, now=now),
        _("The topic is set: %(title)s.") % {"title": form.chosen.title},
    )


@require_POST
@signed_in
def begin(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """With the topic that the page showed."""
    group = access.check_can_follow(request.user, cohort_uid)
    form = _topic_form(request, group, day)
    if not form.is_valid():
        return show(request, group, day, topic_form=form)
    now = timezone.now()
    return _done(
        request,
        group,
        day,
        "attendance",
        lambda: sessions.begin(group, day, form.chosen, by=request.user, now=now),
        _("The session has begun."),
    )


@require_POST
@signed_in
def attendance(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Only what differs from before is stored."""
    group = access.check_can_follow(request.user, cohort_uid)
    shown = _running(group, day)
    marks = forms.marks(shown, request.POST)
    if [form for form in marks if not form.is_valid()]:  # each is asked, so that each says what is wrong
        return show(request, group, day, marks=marks, errors=forms.errors_of(marks))
    said = forms.all_said(marks, everybody=request.POST.get("who") == "everybody")
    try:
        _session, rows = attendances.record(group, day, said, by=request.user, now=timezone.now())
    except ValidationError as error:
        return show(request, group, day, marks=marks, errors={"attendance": error.messages[0]})
    count = len(rows)
    said_so = ngettext("Saved for %(count)s person.", "Saved for %(count)s people.", count) % {"count": count}
    messages.success(request, said_so if rows else _("Nothing was changed."))
    return redirect(_place(group, day, "attendance"))


@require_POST
@signed_in
def homework(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """The sheets of those who are ticked were talked about."""
    group = access.check_can_follow(request.user, cohort_uid)
    shown, now = _running(group, day), timezone.now()
    ticked = set(request.POST.getlist("discussed"))
    with transaction.atomic():
        done = [
            sheets.discuss(line.enrolment, shown.sheet.key, by=request.user, now=now)
            for line in shown.lines
            if shown.sheet and line.can_discuss and str(line.enrolment.uid) in ticked
        ]
    count = sum(done)
    said_so = ngettext(
        "Marked as talked about for %(count)s person.", "Marked as talked about for %(count)s people.", count
    )
    messages.success(request, said_so % {"count": count} if count else _("Nobody was ticked, so nothing was changed."))
    return redirect(_place(group, day, "homework"))


@require_POST
@signed_in
def end(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Asks about people of whom nothing is said; stores nobody as absent by itself."""
    group = access.check_can_follow(request.user, cohort_uid)
    shown = _running(group, day)
    form = TimesForm(request.POST, program=shown.program, auto_id="end-%s")
    form.fields["module"].required = False
    if form.is_valid() and shown.unmarked and not form.cleaned_data["without"]:
        form.add_error("without", _("Of some people it is not said yet whether they were there. Say it, or tick this."))
    if not form.is_valid():
        return show(request, group, day, end_form=form)
    module = form.chosen if form.cleaned_data["module"] else shown.topic
    now = timezone.now()
    return _done(
        request,
        group,
        day,
        "recorded",
        lambda: sessions.end(group, day, module, form.times, by=request.user, now=now),
        _("The session is written down."),
        end_form=form,
    )


@require_POST
@signed_in
def correct(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """Times, breaks or topic of a session that was held, with the reason."""
    group = access.check_can_follow(request.user, cohort_uid)
    form = TimesForm(request.POST, program=evening_or_404(group, day).program, auto_id="end-%s")
    form.fields["module"].required = False
    if not form.is_valid():
        return show(request, group, day, end_form=form)
    module = form.chosen if form.cleaned_data["module"] else None
    given = {"reason": form.cleaned_data["reason"], "module": module}
    now = timezone.now()
    return _done(
        request,
        group,
        day,
        "recorded",
        lambda: sessions.correct(group, day, form.times, by=request.user, now=now, **given),
        _("The correction is saved."),
        end_form=form,
    )


# --- the page -------------------------------------------------------------------------------------------------------


def show(request: SignedIn, group: Cohort, day: date, **bound: Any) -> HttpResponse:
    """The page; with a form or errors that came back, nothing of them lost, as 422."""
    now = timezone.now()
    with transaction.atomic():
        audit.note("session-read", by=request.user, now=now, cohort=group, day=day.isoformat())
        shown = _running(group, day)
        asked = live_answers.of_session(shown.session) if shown.session else []
    module = shown.module
    chosen = {"module": str(module.key)} if module else {}
    errors = bound.get("errors") or {}
    context = {
        "running": shown,
        "title": title_of(shown),
        "minutes": _minutes(shown),
        "topic_form": TopicForm(program=shown.program, initial=chosen, auto_id="topic-%s"),
        "marks": forms.marks(shown),
        "end_form": _times(shown, chosen),
        "live": open_question(asked),
        "asked": [(one, live_answers.question_of(one)) for one in asked if one.closed_at],
        "askable": live_answers.askable(shown.edition_id),
        "owner": request.user.uid,
        **bound,
        "errors": errors,
        **bar(group),
    }
    return render(request, "learners/facilitate/session.html", context, status=422 if bound else 200)


def bar(group: Cohort) -> dict[str, Any]:
    return {"cohort": group, "bar_title": group.name, "bar_note": group.meets}


def open_question(asked: list[Any]) -> dict[str, Any] | None:
    """What is open, and how many have answered: a number only from five on."""
    one = live_answers.open_in(asked)
    if one is None:
        return None
    count = live_answers.count(one)
    return {
        "asked": one,
        "question": live_answers.question_of(one),
        "count": count if count >= live_answers.FEWEST else 0,
    }


def title_of(shown: Evening) -> str:
    """Of the topic: as it was, once the session has begun."""
    if shown.session and shown.session.edition:
        return shown.session.edition.title
    return shown.topic.title if shown.topic else ""


def _minutes(shown: Evening) -> int:
    """How long it took, without breaks; 0 before it was held."""
    held = shown.session
    if held is None or held.began_at is None or held.ended_at is None:
        return 0
    return int((held.ended_at - held.began_at).total_seconds() // 60) - held.break_minutes


def _times(shown: Running, chosen: dict[str, str]) -> TimesForm:
    held, zone = shown.session, shown.cohort.zone
    is_over = shown.meeting.ends <= timezone.now()
    usual_end = shown.meeting.ends_at if is_over else timezone.now().astimezone(zone).time()
    initial = {
        "began": held.began_at.astimezone(zone).time() if held and held.began_at else shown.meeting.starts_at,
        "ended": held.ended_at.astimezone(zone).time() if held and held.ended_at else usual_end,
        "break_minutes": held.break_minutes if held else 0,
        **chosen,
    }
    return TimesForm(program=shown.program, initial=initial, auto_id="end-%s")


def evening_or_404(group: Cohort, day: date) -> Evening:
    found = running.evening(group, day, now=timezone.now())
    if found is None:
        raise Http404
    return found


def _running(group: Cohort, day: date) -> Running:
    return running.with_people(evening_or_404(group, day), now=timezone.now())


def _topic_form(request: SignedIn, group: Cohort, day: date) -> TopicForm:
    return TopicForm(request.POST, program=evening_or_404(group, day).program, auto_id="topic-%s")


def _done(
    request: SignedIn, group: Cohort, day: date, place: str, deed: Callable[[], GroupSession], said: str, **bound: Any
) -> HttpResponse:
    """Do it, say so, and go on at `place`; or say what stood in the way, with the form as it was filled in."""
    try:
        deed()
    except ValidationError as error:
        return show(request, group, day, errors={"main": error.messages[0]}, **bound)
    messages.success(request, said)
    return redirect(_place(group, day, place))


def _place(group: Cohort, day: date, place: str) -> str:
    return f"{reverse('session', args=[group.uid, day])}#{place}"
