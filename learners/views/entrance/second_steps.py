"""Setting up a second step: an app or a passkey, recovery codes shown once; and taking one away again."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.edit import FormView

from cms import qr
from learners.entrance import factors, second_step
from learners.forms.entrance import PENDING
from learners.people import roles
from learners.safekeeping import encryption
from learners.views.gates import SignedIn, recently_signed_in, signed_in

GATES = [signed_in, recently_signed_in]


@require_safe
@signed_in
def choose(request: SignedIn) -> HttpResponse:
    """Where staff without a second step come first, and everybody who wants one. Whoever has one is asked for it."""
    person = request.user
    if second_step.is_owed(request) and factors.has_one(person):
        held = factors.kinds(person)
        how = "mfa_reauthenticate" if factors.Kind.TOTP in held else "mfa_reauthenticate_webauthn"
        return redirect(f"{reverse(how)}?next={reverse('second_step_done')}")
    return render(request, "account/second_step.html", {"must_have": roles.is_staff(person)})


@require_safe
@signed_in
def done(request: SignedIn) -> HttpResponse:
    """Back to where the person wanted to go."""
    return redirect(second_step.where_next(request, reverse("start")))


@method_decorator(GATES, name="dispatch")
class SetUpApp(ActivateTOTPView):
    """Also from one phone to another: the old one opens until the new one has given a right code."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = FormView.get_context_data(self, **kwargs)
        secret = known["form"].secret
        url = factors.Adapter().build_totp_url(self.request.user, secret)
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return known | {"code": qr.svg(url, _("QR code for your app"), pixels=240), "secret": groups, "url": url}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        Authenticator.objects.filter(user=person, type=factors.Kind.TOTP).delete()
        _app, codes = activate_totp(self.request, form)
        self.request.session.pop(PENDING, None)
        return after_adding(self.request, "app-added", bool(codes))


def after_adding(request: Any, action: str, has_new_codes: bool) -> HttpResponse:
    """The proof given while setting up is the second step of this session."""
    factors.note_change(request.user, action, here=request.session.session_key, now=timezone.now())
    second_step.give(request)
    if has_new_codes:
        return redirect("mfa_view_recovery_codes")
    messages.success(request, _("Saved. From now on you can use it to sign in."))
    return redirect(second_step.where_next(request, reverse("account_security")))


@method_decorator(GATES, name="dispatch")
class RemoveApp(DeactivateTOTPView):
    """Unless it is the last one of somebody who must have one."""

    success_url = reverse_lazy("account_security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"must_stay": must_stay(self.authenticator)}

    def form_valid(self, form: Any) -> HttpResponse:
        if must_stay(self.authenticator):
            return self.form_invalid(form)
        response = super().form_valid(form)
        after_removing(self.request, "app-removed")
        return response


def must_stay(factor: Authenticator) -> bool:
    """The last one of somebody who must have one."""
    return factors.is_last(factor) and roles.is_staff(factor.user)


def after_removing(request: Any, action: str) -> None:
    factors.note_change(request.user, action, here=request.session.session_key, now=timezone.now())
    if not factors.has_one(request.user):
        second_step.take_back(request)
    messages.success(request, _("Taken away. It no longer opens your account."))


# --- recovery codes -------------------------------------------------------------------------------------------------


@method_decorator(GATES, name="dispatch")
class Codes(ViewRecoveryCodesView):
    """Shown once. For a file they travel in the page, sealed for this person: the server shows them no second time."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        codes = [f"{code[:4]} {code[4:]}" for code in known["unused_codes"]]
        person = self.request.user
        known |= {"codes": codes if known["can_view_codes"] else [], "left": len(codes)}
        if known["can_view_codes"]:
            known["sealed"] = encryption.seal("\n".join(codes), bound_to=_binding(person))
        return known | {"next": second_step.where_next(self.request, reverse("account_security"))}


@require_POST
@signed_in
@recently_signed_in
def codes_file(request: SignedIn) -> HttpResponse:
    try:
        codes = encryption.unseal(request.POST.get("sealed", ""), bound_to=_binding(request.user))
    except encryption.CannotOpen:
        return redirect("mfa_generate_recovery_codes")
    said = _("Each of these codes works once.")
    headers = {"Content-Disposition": 'attachment; filename="codes.txt"'}
    return HttpResponse(f"{said}\n\n{codes}\n", content_type="text/plain; charset=utf-8", headers=headers)


def _binding(person: Any) -> str:
    return f"recovery codes on a page:{person.uid}"


@method_decorator(GATES, name="dispatch")
class NewCodes(GenerateRecoveryCodesView):
    """Ten new ones; those before stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        factors.note_change(self.request.user, "codes-made", here=self.request.session.session_key, now=timezone.now())
        return response
