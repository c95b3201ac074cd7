"""The ways in and out: the side doors that are closed, the gate of the admin, and leaving quickly."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms import site

OPERATOR_PLACES = (
    "/admin/users/",
    "/admin/groups/",
    "/admin/bulk/learners/",
    "/admin/bulk/auth/",
    "/admin/sites/",
    "/admin/settings/",
    "/admin/locales/",
    "/admin/collections/",
    "/admin/redirects/",
    "/admin/workflows/",
)
NEVER_DELETED = ("/admin/users/delete/", "/admin/bulk/learners/user/delete/")


def to_sign_in(request: HttpRequest, **ignored: str) -> HttpResponse:
    """Wagtail's own sign-in pages skip the limits and the second step of ours, so each is only a signpost to it."""
    address = reverse("account_login")
    wanted = _wanted(request)
    return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)


def _wanted(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site; else ""."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def admin_gate(request: HttpRequest) -> HttpResponse:
    """Wagtail sends strangers here. Without it a signed-in participant would go round in circles."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    _check_admin(request, request.path)
    return redirect(_wanted(request) or "wagtailadmin_home")


def admin_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Stands before each of Wagtail's admin views: a plain no with its reason for people who are signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            _check_admin(request, request.path)
        return view(request, *args, **kwargs)

    return guarded


def _check_admin(request: HttpRequest, path: str) -> None:
    """Whoever may edit users in Wagtail could become a superuser, so its screens for them are kept to superusers.

    Who writes pages is said by the roles of this site; what Wagtail knows beside them opens nothing.
    """
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied(_("This place is for people who write pages. If you should be one, ask your program."))
    if why_not := import_string(settings.WHY_NOT_INTO_ADMIN)(user):
        raise PermissionDenied(why_not)
    if path.startswith(OPERATOR_PLACES) and not user.is_superuser:
        raise PermissionDenied(_("Accounts are looked after by the operator of this site."))
    if path.startswith(NEVER_DELETED):
        raise PermissionDenied(
            _("An account is never deleted, so that records stay whole. Untick “may sign in” instead.")
        )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the harmless page of the site settings, at once and without JavaScript.

    No CSRF token: the button must work on every page, error pages and pages from before a sign-in included. All that a
    foreign page could do with it is to sign somebody out, and as cookies are SameSite=Lax not even that.
    The answer is a page that moves on by itself, not a redirect: under `form-action 'self'` Chromium stops a form whose
    answer redirects to another site; and this way the step leaves no entry in the history. A plain GET, which browsers
    may send ahead of a click, signs nobody out.
    """
    away = site.facts().leave_url
    if request.method != "POST":
        return HttpResponseRedirect(away)
    with suppress(Exception):  # a broken database must not keep anybody here
        logout(request)
    page = '<!doctype html><html lang="en"><title>…</title><a href="{}">{}</a></html>'
    response = HttpResponse(
        format_html(page, away, _("Go on")), headers={"Refresh": f"0; url={away}", "Cache-Control": "no-store"}
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # "cookies" would reach the clinic's other sites, too
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    return response
