"""How every question of rights is answered: a refusal carries its reason, and its twin says yes or no."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404


class Refused(PermissionDenied):
    """Carries the reason in words that the person can read."""


def allowed(check: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    try:
        check(*args, **kwargs)
    except (PermissionDenied, Http404):
        return False
    return True
