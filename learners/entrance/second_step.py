"""The second step: whether this session has had it, who must have it, and the gate that keeps staff out until then.

The answer stands in the session, so pages of learners cost no query. Which factors a person has: `factors`.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

STATE = "second_step"
GIVEN, WANTED = "given", "wanted"
NEXT = "second_step_next"
STAFF_PLACES = ("/facilitate/", "/privacy/", "/admin/", "/styleguide/", "/documents/")
# Where somebody may be who still owes the second step: giving it, signing out, and help.
OPEN = frozenset(
    {
        "second_step",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "account_login",
        "leave",
        "help_now",
        "keep",
        "live",
        "ready",
        "robots",
    }
)


class SecondStep:
    """Stands behind the idle limit. Without a query for everybody whose session says what it has had."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if SESSION_KEY not in request.session or request.session.get(STATE) == GIVEN:
            return None
        if not is_owed(request) or _is_open(request):
            return None
        return _to_second_step(request)


def is_owed(request: HttpRequest) -> bool:
    """Asked afresh at places of staff: a right that came after signing in wants the second step, too."""
    state = request.session.get(STATE)
    if state == WANTED or (state is None and request.path_info.startswith(STAFF_PLACES)):
        state = settle(request, request.user)  # it may have been given since, by a code that was asked for later
    return state == WANTED


def settle(request: HttpRequest, person: Any) -> str | None:
    """Note in the session what it has had. At most two queries."""
    from learners.people import roles

    if _proved(request, person):
        request.session[STATE] = GIVEN
    elif roles.is_staff(person):
        request.session[STATE] = WANTED
    else:
        request.session.pop(STATE, None)
    return request.session.get(STATE)


def give(request: HttpRequest) -> None:
    """A factor was set up in this session and proved while doing so: that is the second step."""
    request.session[STATE] = GIVEN


def take_back(request: HttpRequest) -> None:
    """The person's last factor is gone. What it proved still says who is here, but is no second step any more."""
    proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    gone = [{**one, "method": "gone"} if one.get("method") == "mfa" else one for one in proofs]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = gone
    request.session.pop(STATE, None)
    settle(request, request.user)


def where_next(request: HttpRequest, otherwise: str) -> str:
    """Where the person wanted to go before the second step came between; once."""
    wanted = request.session.pop(NEXT, "")
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else otherwise


def _proved(request: HttpRequest, person: Any) -> bool:
    return any(proof.get("method") == "mfa" for proof in get_authentication_records(request, person))


def _is_open(request: HttpRequest) -> bool:
    return getattr(request.resolver_match, "url_name", None) in OPEN


def _to_second_step(request: HttpRequest) -> HttpResponse:
    address = reverse("second_step")
    if request.headers.get("X-Requested-With") in ("save", "look"):
        said = _("One step is missing before this can be saved.")
        return JsonResponse({"message": said, "sign_in": address}, status=403)
    if request.method == "GET" and not request.path_info.startswith("/accounts/"):
        request.session[NEXT] = request.get_full_path()
    return redirect(address)
