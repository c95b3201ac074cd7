"""The first line of each view: is somebody signed in, and is it the person whose page this was?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from learners import access
from learners.models import User
from learners.views import tracks

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request behind the gate: somebody is signed in. For annotations only."""

    user: User


def signed_in(view: View) -> View:
    """Send others to sign-in and back; a page that saves by itself hears 401. Refuse another person's page. Lead who
    learns on the other track only to the same page there.
    """

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        if request.method == "POST" and request.POST.get("owner") not in (None, str(request.user.uid)):
            return _somebody_else(request)
        try:
            return view(request, *args, **kwargs)
        except access.OtherTrack:
            return redirect(tracks.across(_route(request)))

    return gated


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
