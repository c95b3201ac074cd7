"""Signs a person out who has been away too long, and everybody after twelve hours. The idle limits are site settings;
the clocks are in the session; the one of idleness is written once a minute.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms import sessions, site
from cms.middleware import nothing_stays

SEEN = "idle_seen"  # seconds since the epoch
MINUTES = "idle_minutes"
WRITE_EVERY = 60  # seconds


class IdleLimit:
    """Costs no query: it reads the session that every signed-in page reads anyway."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if SESSION_KEY not in session:
            return self.get_response(request)
        now = time.time()
        if is_over(session, now=now):
            return nothing_stays(_signed_out(request))
        seen = session.get(SEEN)
        if seen is None or (now - seen > WRITE_EVERY and not _by_itself(request)):
            session[SEEN] = int(now)
            session.setdefault(sessions.BEGAN, int(now))
        return self.get_response(request)


def is_over(data: Mapping[str, Any] | Any, *, now: float) -> bool:
    """Of a session's data: idle for too long, or too long since signing in, however busy."""
    seen = data.get(SEEN)
    limit = (data.get(MINUTES) or site.facts().learner_idle_minutes) * 60
    return (seen is not None and now - seen > limit) or now > sessions.ends_at(data)


def seconds_left(request: HttpRequest, *, now: float) -> int:
    """Until everybody signs in again, whatever they do."""
    return max(0, int(sessions.ends_at(request.session) - now))


def start(request: HttpRequest, user: object, *, shared_device: bool, now: float) -> None:
    """Choose the limit for this session: shared device, staff or learner."""
    from learners.people import roles

    facts = site.facts()
    limit = facts.staff_idle_minutes if roles.is_staff(user) else facts.learner_idle_minutes
    request.session[MINUTES] = min(limit, facts.shared_idle_minutes) if shared_device else limit
    request.session[SEEN] = request.session[sessions.BEGAN] = int(now)


def _by_itself(request: HttpRequest) -> bool:
    """A page that looks for news is no sign of life: else a screen that is left alone would never be signed out."""
    return request.headers.get("X-Requested-With") == "look"


def _signed_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    sign_in = reverse("account_login")
    if request.headers.get("X-Requested-With") in ("save", "look"):
        return JsonResponse(
            {"message": _("You were away for a while, so you are signed out."), "sign_in": sign_in}, status=401
        )
    if request.method in ("GET", "HEAD"):
        sign_in = f"{sign_in}?{urlencode({'next': request.get_full_path()})}"
    return redirect(sign_in)
