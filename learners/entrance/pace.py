"""How fast one person may ask for what is costly: files, searches. Wide enough for a busy day, not for a machine.

Counted in windows of time, without a query: for all processes where Redis is set, else by each process for itself.
"""

from django.conf import settings
from django.core.cache import cache


def is_within(what: str, person_id: int, *, now: float) -> bool:
    """Count this time, too. `what` is a name in settings.PACES."""
    most, seconds = settings.PACES[what]
    key = f"pace:{what}:{person_id}:{int(now // seconds)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # dropped in between
        return True
