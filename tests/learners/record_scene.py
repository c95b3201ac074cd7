"""What tests of records and certificates share: a group that has met for a while, and how to read an answer."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.learning import progress
from learners.models import GroupSession, User
from learners.records import records
from tests.factories.people import Cast, make_cast
from tests.factories.sessions import mark, session

TODAY = timezone.now().date()
DAY = TODAY - timedelta(days=7)
BEGAN = date(2026, 9, 7)
MONDAY = date(2026, 9, 14)
RANGE = {"first": date(2026, 9, 1), "last": date(2026, 12, 31)}
NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)


def settled(program) -> Cast:
    """Everybody came two months ago."""
    return make_cast(program.program_key, starts_on=TODAY - timedelta(days=60))


def met(cast: Cast, module) -> GroupSession:
    """Ana and Dan were there, and Ana said it in her own words."""
    held = session(cast.morning, DAY, by=cast.gil, module_key=module.key)
    mark(held, cast.ana_learns, taught_back=True)
    mark(held, cast.dan.enrolments.get())
    return held


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of(cast: Cast, name: str) -> str:
    """The address of one of Ana's pages."""
    return reverse(name, args=[cast.ana_learns.uid])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def text(answer) -> str:
    return body(answer).decode()


def rows(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(text(answer).removeprefix("\N{BYTE ORDER MARK}"))))


def only_line(enrolment):
    (line,) = records.of_person(enrolment, **RANGE, now=NOW).lines
    return line


def did(enrolment, module, *kinds, at=NOW, **data):
    with progress.recording(enrolment, module.key, now=at) as recorder:
        for kind in kinds:
            recorder.add(kind, **data)
