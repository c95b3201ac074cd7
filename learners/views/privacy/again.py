"""Who takes data out or erases it says once more who they are."""

from collections.abc import Callable
from typing import Any


def recently_signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Until signing in anew is there: as it is."""
    return view
