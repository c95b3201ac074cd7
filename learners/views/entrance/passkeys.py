"""The own passkeys: add, name, take away. What another person has answers as what does not exist."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from learners.entrance import factors
from learners.views.entrance.second_steps import GATES, after_adding, after_removing, must_stay


@method_decorator(GATES, name="dispatch")
class Passkeys(ListWebAuthnView):
    """By the names that the person gave them."""

    def get_queryset(self) -> Any:
        return factors.passkeys(self.request.user)


@method_decorator(GATES, name="dispatch")
class Add(AddWebAuthnView):
    """The device must check who holds it, and remember the account: then a passkey signs in by itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = FormView.get_context_data(self, **kwargs)
        return known | {"options": json.dumps(auth.begin_registration(self.request.user, passwordless=True))}

    def form_valid(self, form: Any) -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in ("name", "credential")}
        _passkey, codes = flows.add_authenticator(self.request, **given)
        return after_adding(self.request, "passkey-added", bool(codes))


@method_decorator(GATES, name="dispatch")
class Rename(EditWebAuthnView):
    """So that the person knows it again."""

    success_url = reverse_lazy("mfa_list_webauthn")


@method_decorator(GATES, name="dispatch")
class Remove(RemoveWebAuthnView):
    """Unless it is the last one of somebody who must have one."""

    success_url = reverse_lazy("account_security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"must_stay": must_stay(self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = self.get_object()
        if must_stay(passkey):
            return redirect("mfa_remove_webauthn", pk=passkey.pk)
        response = super().form_valid(form)
        after_removing(self.request, "passkey-removed")
        return response
