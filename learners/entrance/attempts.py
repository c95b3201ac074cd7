"""Signing in, in the audit log: each time that it worked, and each time that a password, code or passkey was wrong.

A wrong one is noted by nobody: who typed is not known. What was typed stands nowhere, and one for a name that nobody
has is noted as well, about nobody: it shows guessing, and costs the same time as one for a name that somebody has.
"""

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from learners.models import User
from learners.safekeeping import audit


def worked(request: HttpRequest, person: User, *, now: datetime) -> None:
    """Call where the session begins, after what was proved is known."""
    audit.note("signed-in", by=person, now=now, about=person, method=_ways(request, person))


def failed(person: User | None, *, method: str, now: datetime) -> None:
    """`person` is whose account it would have opened, where that is known."""
    audit.note("sign-in-failed", by=None, now=now, about=person, method=method)


def _ways(request: HttpRequest, person: Any) -> str:
    """Such as "password-totp": ways of ours, in their order."""
    proofs = get_authentication_records(request, person)
    return "-".join(dict.fromkeys(str(proof.get("type") or proof["method"]) for proof in proofs))
