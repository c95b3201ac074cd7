"""Coming in: by password, by a code in the mail, by passkey, and the second step after the first."""

import json
from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.middleware import nothing_stays
from learners.entrance import attempts
from learners.entrance.sign_in import remember_device
from learners.forms.entrance import nobody_asked
from learners.models import User


class SignIn(LoginView):
    """A password, and then the second step where there is one."""

    def form_valid(self, form: Any) -> HttpResponse:
        remember_device(self.request)
        return super().form_valid(form)


class SignOut(LogoutView):
    """What was seen stays in no cache of the browser."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return nothing_stays(super().post(*args, **kwargs))


class AskForCode(RequestLoginCodeView):
    """The same answer after the same work, whoever asks."""

    def form_valid(self, form: Any) -> HttpResponse:
        remember_device(self.request)
        if form._user is None:
            nobody_asked()
        return super().form_valid(form)


class GiveCode(ConfirmLoginCodeView):
    """For an address that opens nothing, no code is right."""

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.stage.login.user is None:
            User.objects.filter(pk=0).first()  # what reading the person takes
        return super().get_form_kwargs()

    def form_invalid(self, form: Any) -> HttpResponse:
        attempts.failed(self.stage.login.user, method="code", now=timezone.now())
        return super().form_invalid(form)


class SecondStep(AuthenticateView):
    """Between the password and the pages, for people who have a second step."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        return known | {"options": json.dumps(known["js_data"]["request_options"])}

    def form_invalid(self, form: Any) -> HttpResponse:
        attempts.failed(self.stage.login.user, method="second-step", now=timezone.now())
        return super().form_invalid(form)


class PasskeySignIn(LoginWebAuthnView):
    """allauth forgets where the person wanted to go."""

    def form_valid(self, form: Any) -> HttpResponse:
        remember_device(self.request)
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form: Any) -> HttpResponse:
        attempts.failed(None, method="passkey", now=timezone.now())
        messages.warning(self.request, _("That passkey does not open anything here. Use your password instead."))
        return redirect("account_login")
