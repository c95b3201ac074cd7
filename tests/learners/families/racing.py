"""Readers in threads of their own, over and over, while the participant stops it. By itself: a race on a database in a
file, or on a server: `python -m tests.learners.families.racing`, with DATABASE_URL.
"""

import json
import sys
import time
from collections.abc import Callable
from threading import Barrier, Thread

READERS, HEAD_START, AFTER = 3, 0.5, 0.5  # seconds


def race(read: Callable[[], object], stop: Callable[[], object], *, refusal: type[Exception]) -> dict[str, int]:
    """How many readings carried data, how many were refused, and how many carried data though they began after the stop
    was committed.
    """
    from django.db import OperationalError, connections

    start, readings, stopped_at, troubles = Barrier(READERS + 1), [], [], []
    over = [False]

    def again_and_again() -> None:
        start.wait()
        while not over[0]:
            began = time.monotonic()
            try:
                read()
                readings.append((began, True))
            except refusal:
                readings.append((began, False))
            except OperationalError:  # a database in memory does not wait for its lock, as one in a file does
                time.sleep(0.005)
            except Exception as error:
                troubles.append(repr(error))
                break
        connections.close_all()

    def stops() -> None:
        start.wait()
        time.sleep(HEAD_START)
        while not stopped_at:
            try:
                stop()
                stopped_at.append(time.monotonic())
            except OperationalError:
                time.sleep(0.002)
        time.sleep(AFTER)
        over[0] = True
        connections.close_all()

    threads = [*(Thread(target=again_and_again) for _ in range(READERS)), Thread(target=stops)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = [began for began, carried in readings if carried and began > stopped_at[0]]
    carried = sum(carried for _, carried in readings)
    return {"carried": carried, "refused": len(readings) - carried, "late": len(late), "troubles": len(troubles)}


def race_of(consent_pk: int) -> dict[str, int]:
    """The family member reads by this consent, and the participant revokes it."""
    from django.utils import timezone

    from learners.families import consents, shown
    from learners.models import Consent

    consent = Consent.objects.select_related("link__participant__person", "link__family_member").get(pk=consent_pk)
    link, family_member = consent.link, consent.link.family_member

    def read() -> None:
        shown.glance(consent, by=family_member, now=timezone.now())

    def stop() -> None:
        consents.revoke(link, by=link.participant.person, now=timezone.now())

    return race(read, stop, refusal=shown.NotStanding)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(race_of(int(sys.argv[1]))))
