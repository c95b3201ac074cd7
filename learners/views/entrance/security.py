"""The own account's security: what opens it, and where the person is signed in."""

from typing import Any
from uuid import UUID

from allauth.account.views import PasswordChangeView, PasswordSetView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.entrance import devices, factors
from learners.people import roles
from learners.views.gates import SignedIn, recently_signed_in, signed_in


@require_safe
@signed_in
def security(request: SignedIn) -> HttpResponse:
    person = request.user
    access.note_track(person)
    held = factors.kinds(person)
    known = {
        "has_app": factors.Kind.TOTP in held,
        "passkeys": factors.passkeys(person) if factors.Kind.WEBAUTHN in held else [],
        "codes_left": factors.codes_left(person),
        "must_have": roles.is_staff(person),
        "places": len(devices.running(person, request.session.session_key)),
    }
    return render(request, "account/security.html", known)


@require_safe
@signed_in
@recently_signed_in
def sessions(request: SignedIn) -> HttpResponse:
    access.note_track(request.user)
    places = devices.running(request.user, request.session.session_key)
    return render(request, "account/sessions.html", {"places": places})


@require_POST
@signed_in
@recently_signed_in
def end_session(request: SignedIn, uid: UUID) -> HttpResponse:
    """Foreign looks like absent."""
    if not devices.end(request.user, uid, now=timezone.now()):
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("account_sessions")


@require_POST
@signed_in
@recently_signed_in
def end_other_sessions(request: SignedIn) -> HttpResponse:
    here = request.session.session_key
    count = devices.end_others(request.user, here=here, by=request.user, now=timezone.now())
    said = ngettext("Signed out in %(count)d other place.", "Signed out in %(count)d other places.", count)
    messages.success(request, said % {"count": count} if count else _("You are signed in here only."))
    return redirect("account_sessions")


class _NewPassword:
    """The session goes on under a new key; what was noted of it follows."""

    success_url = reverse_lazy("account_security")
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        before = self.request.session.session_key
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        devices.moved(before, self.request)
        messages.success(self.request, _("Your new password is saved. You are signed out everywhere else."))
        return response


@method_decorator([signed_in, recently_signed_in], name="dispatch")
class ChangePassword(_NewPassword, PasswordChangeView):
    """With the one before."""


@method_decorator([signed_in, recently_signed_in], name="dispatch")
class SetPassword(_NewPassword, PasswordSetView):
    """For somebody who came in by a code and has none yet."""
