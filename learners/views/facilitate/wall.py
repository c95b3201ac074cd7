"""The wall: a session for a projector, one thing a screen, without anybody's name."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from courses import cards
from learners import access
from learners.groups import live, spread
from learners.groups import wall as walls
from learners.groups.running import Evening
from learners.groups.wall import Screen, Timer
from learners.views.facilitate.session_page import evening_or_404, open_question, title_of
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def wall(request: SignedIn, cohort_uid: UUID, day: date) -> HttpResponse:
    """All that it needs to know stands in its address: the screen, the part of the session, when that began."""
    group = access.check_can_follow(request.user, cohort_uid)
    evening = evening_or_404(group, day)
    try:
        screens = walls.screens(evening)
    except cards.Missing as error:
        raise Http404 from error
    place = _place(request.GET.get("step", ""), len(screens))
    timer = walls.timer(evening, request.GET.get("part", ""), request.GET.get("began", ""), now=timezone.now())
    context = {
        "evening": evening,
        "title": title_of(evening),
        "screen": screens[place - 1],
        "place": place,
        "count": len(screens),
        "back": _address(place - 1, timer) if place > 1 else "",
        "next": _address(place + 1, timer) if place < len(screens) else "",
        "timer": timer,
        "start": _starting(place, timer, 0),
        "start_next": _starting(place, timer, 1),
        "worksheet": walls.worksheet_of(evening),
        **_asked(evening, screens[place - 1]),
    }
    return render(request, "learners/facilitate/wall.html", context)


def _place(step: str, count: int) -> int:
    return min(max(int(step), 1), count) if step.isascii() and step.isdigit() and len(step) < 4 else 1


def _address(place: int, timer: Timer | None) -> str:
    known: dict[str, str] = {"step": str(place)}
    if timer:
        known |= {"part": str(timer.place), "began": timer.stamp}
    return "?" + urlencode({name: value for name, value in known.items() if value})


def _starting(place: int, timer: Timer | None, ahead: int) -> str:
    """The same screen, with this part or the next one beginning now."""
    if timer is None or timer.place + ahead > timer.out_of:
        return ""
    return "?" + urlencode({"step": place, "part": timer.place + ahead, "began": int(timer.now.timestamp())})


def _asked(evening: Evening, screen: Screen) -> dict[str, object]:
    """The open question; else how the newest one that closed was answered."""
    if screen.kind != "question" or evening.session is None:
        return {}
    asked = live.of_session(evening.session)
    running = open_question(asked)
    if running is not None:
        return {"live": running, "options": spread.lettered(running["question"])}
    if not asked:
        return {}
    question, answers = live.question_of(asked[-1]), live.answers_to_show(asked[-1])
    found = spread.of(question, answers) if answers else None
    return {"question": question, "spread": found, "drawing": spread.drawing(found) if found else ""}
