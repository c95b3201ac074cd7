"""How people sign in: allauth's flow with our backend, our password hash, and no open sign-up."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context as allauth_context
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.prepared import Prepared
from learners.entrance import idle
from learners.models import User
from learners.post import outbox

NOBODY = "nobody@localhost"


class Argon2id(Argon2PasswordHasher):
    """argon2id at the OWASP ASVS setting m=47104 KiB, t=1, p=1: about 60 ms, so that a whole group can sign in at
    once.
    """

    time_cost = 1
    memory_cost = 47104
    parallelism = 1


class NotLikeTheName(UserAttributeSimilarityValidator):
    """A password that is nearly the sign-in name is no password."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("sign_in_name", "first_name", "last_name", "email"))


_by_key: Prepared[User] = Prepared(lambda key: User.objects.filter(pk=key), int)


class Backend(AuthenticationBackend):
    """A sign-in name, or an email address that belongs to exactly one active account.

    Families share addresses. With two accounts on one address the password would decide who comes in, so such an
    address opens neither.
    """

    def get_user(self, user_id: int) -> User | None:
        """Read on every request; a closed account is out on the next one."""
        found = _by_key.first(int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        holder = only_holder(email)
        return self._check_password(holder, password) if holder else None

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        if "@" in username:
            return self._authenticate_by_email(username, password)
        holder = User.objects.filter(sign_in_name=username.strip().lower()).first()
        return self._check_password(holder, password) if holder else None


class Adapter(DefaultAccountAdapter):
    """Accounts are given by the clinic; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("That name and password do not go together. Try again, or ask your program."),
        "account_inactive": _("This account is closed. Ask your program if that is a mistake."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Start the idle clock with the session. A shared device, said at sign-in, gets the short one."""
        super().login(request, user)
        idle.start(request, user, shared_device=bool(request.POST.get("shared_device")), now=time.time())

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox: no answer waits for a mail server. With no address it takes as long and sends nothing."""
        request = allauth_context.request
        mail = self.render_mail(template_prefix, email or NOBODY, {"request": request, **context})
        if email:
            person = context.get("user")
            because = f"account:{person.uid}" if isinstance(person, User) else ""
            outbox.write(email, mail.subject, str(mail.body), now=timezone.now(), because=because)
        else:
            outbox.write_for_nobody(mail.subject, str(mail.body), now=timezone.now())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "Successfully signed in as ...": a name on a shared screen helps nobody."""


def only_holder(email: str) -> User | None:
    """The one active account with this address; None where there is none or where people share it."""
    holders = list(User.objects.filter(email__iexact=email.strip(), is_active=True)[:2]) if "@" in email else []
    return holders[0] if len(holders) == 1 else None


def display_name(user: User) -> str:
    return user.get_short_name()
