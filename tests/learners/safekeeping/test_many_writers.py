"""Eight writers at once: every event is linked once, in one chain, and nobody waits for somebody who waits for them."""

from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from learners.models import AuditEvent, Enrolment, Pause
from learners.safekeeping import audit, verifying
from tests.factories.people import make_cast

WRITERS, EACH = 8, 50
ON_POSTGRESQL = connection.vendor == "postgresql"


def write(number: int, enrolment: int, other: int, by) -> None:
    """As deeds do: half of them lock a row; all note the deed and then write more, whose foreign keys are checked at
    the commit, when the chain is held already. With FOR UPDATE instead of `no_key` these deadlock within seconds.
    """
    with transaction.atomic():
        rows = Enrolment.objects.select_for_update(no_key=True) if number % 2 else Enrolment.objects
        mine = rows.get(pk=enrolment)
        audit.note("paused", by=by, now=timezone.now(), enrolment=mine, n=number)
        today = timezone.localdate()
        Pause.objects.create(enrolment_id=other, first=today, until=today, by=by, at=timezone.now())
        if number % 2:
            Enrolment.objects.filter(pk=enrolment).update(changed=True)


def persistent(number: int, enrolment: int, other: int, by) -> None:
    """SQLite in memory, as tests have it, knows no waiting between connections of a process; a file does."""
    while True:
        try:
            return write(number, enrolment, other, by)
        except OperationalError:
            if ON_POSTGRESQL:
                raise
            sleep(0.002)


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain(program_page):
    cast = make_cast(program_page.translation_key)
    before = AuditEvent.objects.count()
    people = [cast.ana_learns, cast.ben_learns, cast.cara_learns]
    start, troubles = Barrier(WRITERS), []

    def work(writer: int) -> None:
        start.wait()
        try:
            for number in range(EACH):
                mine, other = (people[(number + n) % len(people)].pk for n in (0, writer % 2))
                persistent(writer + number, mine, other, cast.gil)
        except Exception as error:
            troubles.append(error)
        connections.close_all()

    threads = [Thread(target=work, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    walked = verifying.walk()
    assert walked.bad is None
    assert walked.links == AuditEvent.objects.count() == before + WRITERS * EACH
