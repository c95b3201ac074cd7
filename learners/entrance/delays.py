"""The wait after wrong passwords: it grows with each one, for each sign-in name by itself, up to a quarter of an hour.

Never a lock that stays, and the same for names that nobody has. A passkey or a code by mail does not wait.
"""

import math

from allauth.core.internal.ratelimit import cache_lock
from django.core.cache import cache

FREE = 5  # wrong passwords without a wait
FIRST, LONGEST = 60, 15 * 60  # seconds
KEPT = 24 * 60 * 60  # seconds after the last one


def wait_after(wrong: int) -> int:
    """Seconds until the next try may be made."""
    return 0 if wrong < FREE else min(FIRST * 2 ** min(wrong - FREE, 10), LONGEST)


def begin(name: str, *, now: float) -> int:
    """Count a try as a wrong one before it is made. Returns the seconds to wait, or 0: then it may be made."""
    key = _key(name)
    with cache_lock(key) as locked:
        if not locked:
            return 1
        wrong, last = cache.get(key) or (0, 0.0)
        left = last + wait_after(wrong) - now
        if left > 0:
            return math.ceil(left)
        cache.set(key, (wrong + 1, now), KEPT)
    return 0


def forgive(name: str) -> None:
    """The password was right, or is new."""
    cache.delete(_key(name))


def _key(name: str) -> str:
    return f"allauth:groundwork:wrong:{name.strip().lower()}"
