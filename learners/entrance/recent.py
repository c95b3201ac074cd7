"""Whether a person has proved lately who they are: by signing in, or once more before something that matters.

allauth asks only for a proof after signing in; here signing in is one, so nobody types a password twice in a minute.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.userkit import user_id_to_str
from django.http import HttpRequest

LATELY = 15 * 60  # seconds
TO_FINISH = 15 * 60  # seconds more for sending a form that was opened in time, so that nothing typed is lost
PRIVATE = ("username", "email", "phone")


def is_recent(request: HttpRequest) -> bool:
    """Costs no query: the proofs stand in the session."""
    proofs = get_authentication_records(request, request.user if request.user.is_authenticated else None)
    limit = LATELY if request.method in ("GET", "HEAD") else LATELY + TO_FINISH
    return bool(proofs) and time.time() - max(proof["at"] for proof in proofs) < limit


def proofs(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    """What this person has proved in this session, without the name that was typed."""
    noted = get_authentication_records(request, person)
    return [{name: value for name, value in proof.items() if name not in PRIVATE} for proof in noted]


def keep(request: HttpRequest, person: Any, proofs: list[dict[str, Any]]) -> None:
    """For the session that has begun: Django empties it where somebody else was signed in before."""
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = proofs
    request.session[WHOSE] = user_id_to_str(person)
