"""Is it you? A password, a code or a passkey once more, before something that matters."""

import json
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.entrance import attempts, devices
from learners.views.gates import SignedIn


class _NewKey:
    """The session goes on under a new key, so that one which somebody got hold of before proves nothing."""

    request: SignedIn

    def form_valid(self, form: Any) -> HttpResponse:
        before = self.request.session.session_key
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session.cycle_key()
        devices.moved(before, self.request)
        return response


class ByPassword(_NewKey, ReauthenticateView):
    """The usual way. A wrong one is noted where passwords are checked."""


class ByCode(_NewKey, CodeView):
    """Of an app, or a recovery code."""

    def form_invalid(self, form: Any) -> HttpResponse:
        attempts.failed(self.request.user, method="second-step", now=timezone.now())
        return super().form_invalid(form)


class ByPasskey(_NewKey, ReauthenticateWebAuthnView):
    """A wrong one leads back to the same question."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        ways = self.get_reauthentication_alternatives()
        options = json.dumps(known["js_data"]["request_options"])
        return known | {"options": options, "reauthentication_alternatives": ways}

    def form_invalid(self, form: Any) -> HttpResponse:
        attempts.failed(self.request.user, method="passkey", now=timezone.now())
        messages.warning(self.request, _("That did not work. Try again, or use another way."))
        return redirect(self.passthrough_next_url(self.request.path))
