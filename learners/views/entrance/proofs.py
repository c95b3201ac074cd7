"""Is it you? A password, a code or a passkey once more, before something that matters."""

import json
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class ByPassword(ReauthenticateView):
    """The usual way."""


class ByCode(CodeView):
    """Of an app, or a recovery code."""


class ByPasskey(ReauthenticateWebAuthnView):
    """A wrong one leads back to the same question."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        ways = self.get_reauthentication_alternatives()
        options = json.dumps(known["js_data"]["request_options"])
        return known | {"options": options, "reauthentication_alternatives": ways}

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.warning(self.request, _("That did not work. Try again, or use another way."))
        return redirect(self.passthrough_next_url(self.request.path))
