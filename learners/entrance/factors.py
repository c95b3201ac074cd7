"""What a person can give as a second step: an app's codes, passkeys, recovery codes. Secrets are sealed under the
person's own key, so one that was moved to another account is refused, and an erasure takes them along.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.internal.stagekit import unstash_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms import qr
from learners.entrance import devices
from learners.models import User
from learners.safekeeping import audit, encryption, person_keys

Kind = Authenticator.Type
STEPS = (Kind.TOTP, Kind.WEBAUTHN)  # what counts as a second step; recovery codes only stand in for one
USED_FOR = 150  # seconds: longer than any code of an app is good


class Adapter(DefaultMFAAdapter):
    """allauth's ways to us: sealing, the QR code, and what is said."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Wait for the next one and type that."),
    }

    def encrypt(self, text: str) -> str:
        return seal(_who_is_here(), text)

    def decrypt(self, encrypted_text: str) -> str:
        """Only for the person who is signed in, or is signing in."""
        return unseal(_who_is_here(), encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url, str(_("QR code for your app")))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("Passkey %(number)s") % {"number": count + 1})

    def _get_user_identifier(self, user: Any) -> str:
        """What apps show: the name that the clinic chose because it says nothing."""
        return str(user.sign_in_name)


def _who_is_here() -> User:
    request = context.request
    if request.user.is_authenticated:
        return request.user
    login = unstash_login(request, peek=True)
    if login is None or login.user is None:
        raise encryption.CannotOpen("Nobody is signing in.")
    return login.user


def seal(person: User, text: str) -> str:
    return person_keys.of(person.pk).seal(text, bound_to=_binding(person))


def unseal(person: User, sealed: str) -> str:
    """Raises encryption.CannotOpen where it was sealed for somebody else."""
    return person_keys.opened(person.pk).unseal(sealed, bound_to=_binding(person))


def _binding(person: User) -> str:
    return f"mfa.authenticator.secret:{person.uid}"


# --- questions ------------------------------------------------------------------------------------------------------


def kinds(person: User) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def has_one(person: User) -> bool:
    return Authenticator.objects.filter(user=person, type__in=STEPS).exists()


def passkeys(person: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=person, type=Kind.WEBAUTHN).order_by("created_at", "pk"))


def of_names(names: Iterable[str]) -> list[Authenticator]:
    """The apps of the accounts with these sign-in names."""
    rows = Authenticator.objects.filter(type=Kind.TOTP, user__sign_in_name__in=list(names))
    return list(rows.select_related("user"))


def is_last(factor: Authenticator) -> bool:
    return not Authenticator.objects.filter(user=factor.user_id, type__in=STEPS).exclude(pk=factor.pk).exists()


def codes_left(person: User) -> int | None:
    """Recovery codes that were not used yet; None where there are none at all. Opens no secret."""
    row = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return None if row is None else 10 - bin(row.data.get("used_mask", 0)).count("1")


def is_first_use(person: User, code: str) -> bool:
    """A code of an app opens once, in all processes, for as long as it is good."""
    return bool(cache.add(f"allauth:groundwork:code:{person.uid}:{code.strip()}", 1, USED_FOR))


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def reset(person: User, *, by: User | None, now: datetime) -> int:
    """Take away all factors, as after a lost phone, and end all sessions. Returns how many factors there were."""
    rows = Authenticator.objects.filter(user=person)
    count = rows.filter(type__in=STEPS).count()
    rows.delete()
    devices.end_others(person, here=None, by=by, now=now)
    audit.note("second-step-reset", by=by, now=now, about=person, factors=count)
    return count


@transaction.atomic
def note_change(person: User, action: str, *, here: str | None, now: datetime) -> None:
    """After a factor was added or removed: the audit event, and the end of the other sessions."""
    devices.end_others(person, here=here, by=person, now=now)
    audit.note(action, by=person, now=now, about=person)


@transaction.atomic
def set_up_app(person: User, secret: str) -> Authenticator:
    """With recovery codes, as setting one up by hand does; outside of a request."""
    app = Authenticator.objects.create(user=person, type=Kind.TOTP, data={"secret": seal(person, secret)})
    seed = seal(person, RecoveryCodes.generate_seed())
    Authenticator.objects.create(user=person, type=Kind.RECOVERY_CODES, data={"seed": seed, "used_mask": 0})
    return app
