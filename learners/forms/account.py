"""allauth's forms, where a shared address must not open somebody's account."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm, default_token_generator
from django.http import HttpRequest

from learners.entrance import sign_in
from learners.models import User


class ResetPassword(ResetPasswordForm):
    """A new password by mail only where the address is of one account: on a family's address anybody could take it."""

    def clean_email(self) -> str:
        email = super().clean_email()
        holder = sign_in.holder_by_mail(email)
        self.users = [holder] if holder else []
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """For an address that opens nothing, the same work is done for nobody, so that its answer takes as long."""
        email: str = super().save(request, **kwargs)
        if not self.users:
            adapter = get_adapter()
            nobody = User(pk=0, email=email)
            key = f"1-{default_token_generator.make_token(nobody)}"
            link = adapter.get_reset_password_from_key_url(key)
            adapter.send_mail("account/email/password_reset_key", "", {"password_reset_url": link})
        return email
