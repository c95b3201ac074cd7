"""How fast one person may ask for what is costly: files, searches. Wide enough for a busy day, not for a machine.

Counted in windows of time, for all processes together: see shared_counts.py.
"""

from django.conf import settings
from django.core.cache import cache


def is_within(what: str, person_id: int, *, now: float) -> bool:
    """Count this time, too. `what` is a name in settings.PACES."""
    most, seconds = settings.PACES[what]
    key = f"pace:{what}:{person_id}:{int(now // seconds)}"
    if cache.add(key, 1, seconds):
        return most > 0
    try:
        return bool(cache.incr(key) <= most)
    except ValueError:  # dropped in between
        return True
