"""When one's own groups meet: a page for learners, one for staff, and the feed that a calendar program reads."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.groups import calendars
from learners.views.gates import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_learner(request: SignedIn, audience: str) -> HttpResponse:
    """The own groups of a track, of participants or family members."""
    access.check_can_learn(request.user, audience)
    return _page(request, "learners/learn/calendar.html", audience)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_staff(request: SignedIn) -> HttpResponse:
    """The groups that one facilitates."""
    access.check_can_facilitate(request.user)
    return _page(request, "learners/facilitate/calendar.html")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """No sign-in: the address is the secret. What was ended looks like what never was."""
    person = calendars.holder_of(token)
    if person is None:
        raise Http404
    body = calendars.as_ical(person, now=timezone.now())
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response: HttpResponse = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    response["ETag"] = tag
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: SignedIn, template: str, audience: str = "") -> HttpResponse:
    """The address of a new feed is in the answer to the button that makes it, and nowhere afterwards."""
    now = timezone.now()
    shown: dict[str, Any] = {}
    if request.POST.get("do") == "make":
        token = calendars.make_feed(request.user, now=now)
        shown["address"] = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    elif request.method == "POST":
        if calendars.end_feed(request.user, now=now):
            messages.success(request, _("The address is ended. Nobody can read your times there any more."))
        return redirect(request.path)
    context = {
        "coming": calendars.coming(request.user, now=now, audience=audience),
        "feed": calendars.feed_of(request.user),
        "owner": request.user.uid,
        **shown,
    }
    return render(request, template, context)
