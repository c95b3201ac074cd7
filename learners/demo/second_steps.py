"""The second step of the demo's staff: an app's codes, made from this copy's own SECRET_KEY and told by `demo_code`.

For local copies only. A real site refuses to start while an account carries such a secret.
"""

import base64
import time
from collections.abc import Iterator, Mapping

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db.utils import Error as AnyDatabaseError
from django.utils.crypto import salted_hmac

from cms.checks import Problem
from learners.demo import sign_ins
from learners.entrance import factors
from learners.models import User
from learners.safekeeping import encryption

STAFF = (sign_ins.FRAN, sign_ins.ALEX, sign_ins.RIVER, sign_ins.PAT, sign_ins.PAULA, sign_ins.SAM)
PERIOD = 30  # seconds that a code is shown
REMEDY = (
    "Take the demo accounts out of this database, or begin with an empty one. A single account's second step is taken"
    " away by: manage.py reset_second_factor NAME."
)


def secret(name: str) -> str:
    digest = salted_hmac("learners.demo.second_steps", name, algorithm="sha256").digest()
    return base64.b32encode(digest[:20]).decode()


def code(name: str, *, now: float | None = None) -> tuple[str, int]:
    """What an app would show at this moment, and for how many seconds more."""
    now = time.time() if now is None else now
    return format_hotp_value(hotp_value(secret(name), int(now) // PERIOD)), PERIOD - int(now) % PERIOD


def give(accounts: Mapping[str, User]) -> None:
    """To those of the demo's staff who have none."""
    for one in STAFF:
        if not factors.has_one(accounts[one.name]):
            factors.set_up_app(accounts[one.name], secret(one.name))


def problems() -> Iterator[Problem]:
    """For the start of a real site. A database that is not set up yet has none."""
    try:
        found = [factor for factor in factors.of_names([one.name for one in STAFF]) if _is_demo(factor)]
    except AnyDatabaseError:
        return
    for factor in found:
        yield Problem("E016", f"The account {factor.user.uid} carries the second step of a demo account.", REMEDY)


def _is_demo(factor: factors.Authenticator) -> bool:
    try:
        held = factors.unseal(factor.user, factor.data["secret"])
    except encryption.CannotOpen:
        return False
    return held == secret(factor.user.sign_in_name)
