"""Running a group, in the order of the evening, on one page. Every reading of it is audited in the same transaction."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.forms import attendance as forms
from learners.forms.sessions import TimesForm, TopicForm
from learners.groups import attendance as attendances
from learners.groups import homework as sheets
from learners.groups import sessions
from learners.models import Cohort, GroupSession
from learners.views.facilitate.session_page import evening_or_404, running_or_404, show
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
    shown = running_or_404(group, day)
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
    shown, now = running_or_404(group, day), timezone.now()
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
    shown = running_or_404(group, day)
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


# --- what they have in common ---------------------------------------------------------------------------------------


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
