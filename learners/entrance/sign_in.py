"""How people sign in: allauth's flow with our backend, our password hash, and no open sign-up."""

import math
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context as allauth_context
from allauth.core.internal import ratelimit
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.prepared import Prepared
from learners.entrance import attempts, delays, devices, idle, recent, second_step, told
from learners.models import User
from learners.post import outbox
from learners.safekeeping import audit

NOBODY = "nobody@localhost"
SHARED = "shared_device"  # said on the first page of signing in, and true on the last


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
        holder = _holder(username)
        return self._check_password(holder, password) if holder else None

    def _check_password(self, user: User | None, password: str) -> User | None:
        """A closed account looks like a wrong password: whether there is one is nobody's business."""
        found = super()._check_password(user, password)
        self._stash_user(None)
        return found


class Adapter(DefaultAccountAdapter):
    """Accounts are given by the clinic; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("That name and password do not go together. Try again, or ask your program."),
        "account_inactive": _("This account is closed. Ask your program if that is a mistake."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not recent.is_recent(allauth_context.request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wide for each address of the network, since a clinic has one; narrow and growing for each name."""
        self._login_failed_rl_usage = ratelimit.consume(request, app="allauth.account", action="password_failed")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")
        wait = delays.begin(_name(credentials), now=time.time())
        if wait:
            minutes = math.ceil(wait / 60)
            said = ngettext(
                "Too many wrong tries for now. Wait a minute, then try again. Nothing is lost.",
                "Too many wrong tries for now. Wait %(minutes)d minutes, then try again. Nothing is lost.",
                minutes,
            )
            raise ValidationError(said, code="wait", params={"minutes": minutes})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user:
            delays.forgive(_name(credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """By the name that was typed; one query, whoever has it."""
        attempts.failed(_holder(_name(credentials)), method="password", now=timezone.now())

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """After a new password."""
        delays.forgive(_name(credentials))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Start the clocks with the session, note where it is, and whether it has had its second step."""
        shared = bool(request.session.get(SHARED) or request.POST.get(SHARED))
        proofs = recent.proofs(request, user)
        super().login(request, user)
        request.session.pop(SHARED, None)
        recent.keep(request, user, proofs)
        idle.start(request, user, shared_device=shared, now=time.time())
        devices.begin(request, user, shared=shared, now=timezone.now())
        attempts.worked(request, user, now=timezone.now())
        second_step.settle(request, user)

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        """A new password ends the sessions that the old one began, all but the one in which it is set."""
        super().set_password(user, password)
        request, now = allauth_context.request, timezone.now()
        here = request.session.session_key if request.user.is_authenticated else None
        devices.end_others(user, here=here, by=user, now=now)
        audit.note("password-changed", by=user, now=now, about=user)

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

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """One text for every change."""
        told.changed(user.email, now=timezone.now())

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "Successfully signed in as ...": a name on a shared screen helps nobody."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Never an error: where a proxy says nothing that can be believed, its own address counts."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"


def remember_device(request: HttpRequest) -> None:
    """Other people use this device: said on the first page, kept until the last."""
    if request.POST.get(SHARED):
        request.session[SHARED] = True
    else:
        request.session.pop(SHARED, None)


def _name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")


def _holder(name: str) -> User | None:
    """Whose account this name, or address, would open; closed ones too, where it is a name."""
    if "@" in name:
        return only_holder(name)
    return User.objects.filter(sign_in_name=name.strip().lower()).first()


def only_holder(email: str) -> User | None:
    """The one active account with this address; None where there is none or where people share it.

    Who joined by themselves may have written any address. If that counted, whoever has an open code could lock
    somebody out, or learn from their own sign-in that an address has an account here.
    """
    return _only(email, unproven=False)


def holder_by_mail(email: str) -> User | None:
    """To whom a mail about a new password goes: reading it proves the address. Two queries, whoever has it."""
    proven, unproven = _only(email, unproven=False), _only(email, unproven=True)
    return proven or unproven


def _only(email: str, *, unproven: bool) -> User | None:
    if "@" not in email:
        return None
    holders = User.objects.filter(email__iexact=email.strip(), is_active=True, email_unproven=unproven)[:2]
    return holders[0] if len(holders) == 1 else None


def display_name(user: User) -> str:
    return user.get_short_name()
