"""allauth's forms, where a shared address must not open somebody's account."""

from allauth.account.forms import ResetPasswordForm

from learners import sign_in


class ResetPassword(ResetPasswordForm):
    """A new password by mail only where the address is of one account: on a family's address anybody could take it."""

    def clean_email(self) -> str:
        email = super().clean_email()
        holder = sign_in.only_holder(email)
        self.users = [holder] if holder else []
        return email
