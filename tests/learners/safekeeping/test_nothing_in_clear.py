"""What people type is nowhere in the database as they typed it, whichever way it came in."""

from datetime import time, timedelta

import pytest
from django.db import connection

from learners.groups import attendance, sessions
from learners.groups.attendance import Said
from learners.groups.sessions import Times
from learners.learning import online_minutes, progress, worksheets
from learners.models import AuditEvent
from learners.overview import acknowledging
from learners.overview.attention import Reason
from learners.people import admissions, enrolments, pathways
from learners.planning import pauses
from learners.post import outbox
from learners.safekeeping import audit, notes

pytestmark = pytest.mark.django_db
CANARY = "Zilpzalp"


def words(place: str) -> str:
    return f"{CANARY} {place}"


def type_everywhere(cast, program, module, now) -> None:
    ana, gil = cast.ana_learns, cast.gil
    by = {"by": gil, "now": now}
    today = cast.morning.today(now)
    worksheets.save(ana, module, {"a": words("sheet")}, version=0, now=now)
    with pytest.raises(worksheets.NewerElsewhere):
        worksheets.save(ana, module, {"a": words("other device")}, version=0, now=now)
    notes.write(ana, words("note"), **by)
    reason = Reason(rule="quiet", about="x", since=today)
    acknowledging.acknowledge(ana, [reason], note=words("seen"), **by)
    enrolments.change_plan(ana, "added", module.key, reason=words("added"), opens_on=today, **by)
    enrolments.change_plan(ana, "skipped", module.key, reason=words("skipped"), **by)
    enrolments.open_through(ana, 2, reason=words("open"), **by)
    progress.excuse(ana, module.key, reason=words("excused"), **by)
    pauses.extend(ana, 1, reason=words("more"), **by)
    pauses.pause(ana, first=today + timedelta(days=60), reason=words("pause"), **by)
    pauses.resume(ana, on=today + timedelta(days=70), reason=words("back"), **by)
    pathways.change_pathway(ana, "mental-health", (), reason=words("path"), **by)
    online_minutes.correct(ana, day=today, minutes=9, reason=words("minutes"), **by)
    sessions.add(cast.morning, today + timedelta(days=8), time(5), time(6), **by)
    sessions.call_off(cast.morning, today + timedelta(days=8), reason=words("off"), **by)
    _hold(cast, module, today, by)
    admissions.move(ana, cast.evening, reason=words("moved"), **by)
    admissions.discharge(ana, on=today, reason=words("left"), **by)
    enrolments.repeat(cast.ben_learns, reason=words("again"), **by)
    outbox.write("ana@example.org", words("subject"), words("body"), now=now)


def _hold(cast, module, today, by) -> None:
    """A session of today, whether or not the group usually meets."""
    if today.weekday() not in cast.morning.days:
        sessions.add(cast.morning, today, time(0, 1), time(0, 5), **by)
    sessions.end(cast.morning, today, module, Times(time(9), time(12), 0), **by)
    sessions.correct(cast.morning, today, Times(time(9), time(11), 0), reason=words("clock"), **by)
    said = Said("absent", reason=words("absent"))
    attendance.record(cast.morning, today, {cast.ana_learns.pk: said}, **by)


def everything() -> str:
    """All rows of all tables; of SQLite the file itself."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize().decode("latin-1")
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 — names of our own tables
            found.append(str(cursor.fetchall()))
    return "".join(found)


def test_no_typed_word_is_in_the_database(cast, program, module, now):
    assert CANARY not in everything()
    type_everywhere(cast, program, module, now)
    assert "Ana" in everything()  # it does look
    assert CANARY not in everything()


def test_an_audit_event_refuses_typed_text(cast, now):
    with pytest.raises(ValueError, match="no typed text"):
        audit.note("ended", by=cast.gil, now=now, reason="She said so")
    audit.note("ended", by=cast.gil, now=now, reason="link-ended")
    assert AuditEvent.objects.get(reason="link-ended").by == cast.gil
