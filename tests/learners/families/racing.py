"""Readers in threads of their own, over and over, while the participant stops it. By itself: a race on a database in a
file, or on a server: `python -m tests.learners.families.racing`, with DATABASE_URL.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Barrier, Thread

from django.db import OperationalError, connections

READERS, HEAD_START, AFTER = 3, 0.5, 0.5  # seconds


@dataclass
class Race:
    """What the threads tell each other. A reading is when it began, and whether it carried data."""

    start: Barrier = field(default_factory=lambda: Barrier(READERS + 1))
    readings: list[tuple[float, bool]] = field(default_factory=list)
    stopped_at: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    is_over: bool = False

    def read_again_and_again(self, read: Callable[[], object], refusal: type[Exception]) -> None:
        self.start.wait()
        while not self.is_over:
            began = time.monotonic()
            try:
                read()
                self.readings.append((began, True))
            except refusal:
                self.readings.append((began, False))
            except OperationalError:  # a database in memory does not wait for its lock, as one in a file does
                time.sleep(0.005)
            except Exception as error:
                self.troubles.append(repr(error))
                break
        connections.close_all()

    def stop_once(self, stop: Callable[[], object]) -> None:
        self.start.wait()
        time.sleep(HEAD_START)
        while not self.stopped_at:
            try:
                stop()
                self.stopped_at.append(time.monotonic())
            except OperationalError:
                time.sleep(0.002)
        time.sleep(AFTER)
        self.is_over = True
        connections.close_all()


def race(read: Callable[[], object], stop: Callable[[], object], *, refusal: type[Exception]) -> dict[str, int]:
    """How many readings carried data, how many were refused, and how many carried data though they began after the stop
    was committed.
    """
    run = Race()
    threads = [Thread(target=run.read_again_and_again, args=(read, refusal)) for _ in range(READERS)]
    threads.append(Thread(target=run.stop_once, args=(stop,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = [began for began, carried in run.readings if carried and began > run.stopped_at[0]]
    carried = sum(carried for _, carried in run.readings)
    refused = len(run.readings) - carried
    return {"carried": carried, "refused": refused, "late": len(late), "troubles": len(run.troubles)}


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
