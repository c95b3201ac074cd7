"""Does what is due: run it every minute from a timer, or leave it running with --every."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from learners.post.jobs import JOBS, Job

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what is due, such as sending mail. Run it once a minute, or let it run: --every 60."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="stay, and do it again after so many seconds")

    def handle(self, *, every: int | None, **options: Any) -> None:
        if every is None:
            if not self.once():
                raise CommandError("A job did not succeed. The log says which.")
            return
        if every < 1:
            raise CommandError("--every takes a number of seconds from 1.")
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            self.once()
            close_old_connections()
            stop.wait(every)

    def once(self) -> bool:
        """Every job, also after one that failed."""
        done = [self.did(job) for job in JOBS]
        return all(done)

    def did(self, job: Job) -> bool:
        try:
            count = job.run(timezone.now())
        except Exception as error:  # its words may hold what is private
            log.error("tick: %s (%s).", job.name, type(error).__name__)
            return False
        if count:
            self.stdout.write(f"{job.name}: {count}")
        return True
