"""The page that runs a group as it stands: read, audited and rendered, with a form that came back or without."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from learners.forms import attendance as forms
from learners.forms.sessions import TimesForm, TopicForm
from learners.groups import live as live_answers
from learners.groups import running
from learners.groups.running import Evening, Running
from learners.models import Cohort
from learners.safekeeping import audit
from learners.views.gates import SignedIn


def show(request: SignedIn, group: Cohort, day: date, **bound: Any) -> HttpResponse:
    """The page; with a form or errors that came back, nothing of them lost, as 422."""
    now = timezone.now()
    with transaction.atomic():
        audit.note("session-read", by=request.user, now=now, cohort=group, day=day.isoformat())
        shown = running_or_404(group, day)
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
    held, zone, now = shown.session, shown.cohort.zone, timezone.now()
    if held and held.began_at:
        now = max(now, held.began_at + timedelta(minutes=1))  # times are told by the minute
    usual_end = shown.meeting.ends_at if shown.meeting.ends <= now else now.astimezone(zone).time()
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


def running_or_404(group: Cohort, day: date) -> Running:
    return running.with_people(evening_or_404(group, day), now=timezone.now())
