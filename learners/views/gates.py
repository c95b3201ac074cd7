"""The first line of each view: is somebody signed in, and is it the person whose page this was?"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import site
from learners import access
from learners.entrance import pace, recent
from learners.models import User
from learners.views import tracks

FILES, SEARCH = "files", "search"
SLOWER = gettext_lazy(
    "You asked for this many times within a minute. Nothing is lost. Wait a minute, then go back and try again."
)
View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request behind the gate: somebody is signed in. For annotations only."""

    user: User


def signed_in(view: View) -> View:
    """Send others to sign-in and back; a page that saves by itself hears 401. Refuse another person's page. Lead who
    learns on the other track only to the same page there. Times are the clinic's, where a page does not say whose.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        if request.method == "POST" and request.POST.get("owner") not in (None, str(request.user.uid)):
            return _somebody_else(request)
        with timezone.override(site.facts().time_zone):
            try:
                return view(request, *args, **kwargs)
            except access.OtherTrack:
                return redirect(tracks.across(_route(request)))

    return gated


def recently_signed_in(view: View) -> View:
    """Stands below `signed_in`, before what matters: asks who it is once more, if that was long ago.

    A form that was opened in time may be sent a quarter of an hour later still; after that it must be filled in anew.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not recent.is_recent(request):
            return _is_it_you(request)
        return view(request, *args, **kwargs)

    return gated


def paced(what: str) -> Callable[[View], View]:
    """Stands below `signed_in`, before what is costly; a page that only has a form is not counted."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            counts = request.method == "POST" or what == FILES
            if counts and not pace.is_within(what, request.user.pk or 0, now=time.time()):
                return render(request, "429.html", {"said": SLOWER}, status=429)
            return view(request, *args, **kwargs)

        return gated

    return decorate


def _is_it_you(request: HttpRequest) -> HttpResponse:
    """What was posted is kept nowhere: it may be private."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    address = ways[0]["url"] if ways else reverse("account_logout")
    if saves_quietly(request):
        return JsonResponse({"message": _("Please say once more who you are."), "sign_in": address}, status=401)
    return redirect(f"{address}?{urlencode({'next': _page_of(request)})}")


def _page_of(request: HttpRequest) -> str:
    """Where to come back to: the page itself, or the one whose button was pressed."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(came_from).path if safe else reverse("start")


def _route(request: HttpRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else "") or ""


def saves_quietly(request: HttpRequest) -> bool:
    """Posted by the page's own script rather than by a button."""
    return request.headers.get("X-Requested-With") == "save"


def _sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("account_login")
    if saves_quietly(request):
        return JsonResponse(
            {"message": _("You are signed out. Sign in again and this page saves by itself."), "sign_in": address},
            status=401,
        )
    back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("plan")
    return redirect(f"{address}?{urlencode({'next': back})}")


def _somebody_else(request: HttpRequest) -> HttpResponse:
    message = _("Somebody else is signed in on this device now, so nothing was saved under their name.")
    if saves_quietly(request):
        return JsonResponse({"message": message}, status=409)
    return render(request, "learners/somebody_else.html", {"message": message}, status=409)
