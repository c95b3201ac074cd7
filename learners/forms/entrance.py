"""Forms of signing in and of second steps: allauth's, with codes that suit a keypad and answers that tell nothing."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter as get_factors
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from learners.entrance import factors, sign_in
from learners.safekeeping import encryption

PENDING = "second_step_pending"  # the sealed secret of an app that is being set up
NAME: dict[str, Any] = {
    "label": _("Name of this passkey"),
    "help_text": _("So that you know it again: my phone, blue key."),
    "max_length": 40,
}


def keypad(field: forms.Field) -> None:
    """A phone shows digits, and fills in what a message brought."""
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


class RequestCode(RequestLoginCodeForm):
    """A code goes only where the address is of one account; a shared one opens nobody's."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise forms.ValidationError(_("You asked a few times. Wait a few minutes, then look at your email again."))
        self._user = sign_in.only_holder(email)
        return email


class ConfirmCode(ConfirmLoginCodeForm):
    """Six digits, on a keypad."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keypad(self.fields["code"])

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            said = _("That code is not right. It has six digits and is good for 15 minutes.")
            raise forms.ValidationError(said, code="incorrect_code") from error


class OneCode:
    """A code of an app, or a recovery code; an app's code opens once."""

    fields: dict[str, forms.Field]
    user: Any
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keypad(self.fields["code"])

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except encryption.CannotOpen as error:
            raise get_factors().validation_error("incorrect_code") from error
        of_app = self.authenticator.type == Authenticator.Type.TOTP
        if of_app and not factors.is_first_use(self.user, code):
            raise get_factors().validation_error("incorrect_code")
        return code


class Authenticate(OneCode, AuthenticateForm):
    """After the password."""


class Reauthenticate(OneCode, ReauthenticateForm):
    """Once more."""


class SetUpApp(ActivateTOTPForm):
    """allauth keeps the new secret in the session in clear; here it is sealed there, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        keypad(self.fields["code"])
        session = context.request.session
        if not self.is_bound or PENDING not in session:
            session[PENDING] = factors.seal(self.user, generate_totp_secret())
        self.secret = factors.unseal(self.user, session[PENDING])

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if not factors.is_first_use(self.user, code):
            raise get_factors().validation_error("incorrect_code")
        return code


class AddPasskey(AddWebAuthnForm):
    """Every passkey can sign in by itself: the device asks for its own lock, so it is two steps in one."""

    name = forms.CharField(required=False, **NAME)

    def clean(self) -> dict:
        self.cleaned_data["passwordless"] = True
        return super().clean()

    def clean_name(self) -> str:
        return super().clean_name().strip()


class RenamePasskey(EditWebAuthnForm):
    """What only the person sees."""

    name = forms.CharField(**NAME)


def nobody_asked() -> None:
    """For an address that opens nothing, the same work is done, so that the answer takes as long."""
    get_adapter().send_mail("account/email/login_code", "", {"code": get_adapter().generate_login_code()})
