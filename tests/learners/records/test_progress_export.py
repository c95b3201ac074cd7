"""A whole program as a table: the same states as are stored, in pieces, and no further piece without the right."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.learning import progress
from learners.models import AuditEvent
from learners.people import enrolments
from learners.records import progress_export
from tests.factories import people

pytestmark = pytest.mark.django_db
Kind = progress.Kind


@pytest.fixture
def mia(cast):
    client = Client()
    client.force_login(cast.mia)
    return client


def address(cast) -> str:
    return reverse("program_csv", args=[cast.morning.program.uid])


def rows(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode().removeprefix("\N{BYTE ORDER MARK}")
    return list(csv.reader(StringIO(text)))


def did(enrolment, module, *kinds, **data):
    with progress.recording(enrolment, module.key, now=timezone.now()) as recorder:
        for kind in kinds:
            recorder.add(kind, **data)


def test_each_person_has_a_row_and_each_module_a_column(mia, cast, program):
    p01, p04, p09 = (program.by_code[code] for code in ("p01", "p04", "p09"))
    did(cast.ana_learns, p01, Kind.COMPLETED, edition=p01.edition_id, rule=1)
    did(cast.ana_learns, p04, Kind.EXCUSED)
    did(cast.ben_learns, p04, Kind.CARDS_FINISHED)
    head, *lines = rows(mia.get(address(cast)))
    assert head == ["Person", "Record", "Group", "Started", "Ended", "Modules done", p01.title, p04.title, p09.title]
    by_name = {line[0]: line[5:] for line in lines}
    assert by_name == {
        "Ana Example": ["1", "done", "excused", ""],
        "Ben Example": ["0", "", "under way", ""],
        "Dan Example": ["0", "", "", ""],
    }


def test_it_names_nobody_of_another_program_and_no_family_member(mia, cast):
    names = {line[0] for line in rows(mia.get(address(cast)))}
    assert not names & {"Cara Example", "Fay Example", "Finn Example"}


def test_it_is_audited_when_it_begins(mia, cast):
    mia.get(address(cast))
    event = AuditEvent.objects.get(action="program-exported")
    assert event.detail == {"program": str(cast.morning.program.uid), "people": 3, "kind": "csv"}


def test_whoever_loses_the_right_gets_no_further_piece(mia, cast, monkeypatch):
    monkeypatch.setattr(progress_export, "PEOPLE_AT_ONCE", 1)
    monkeypatch.setattr("learners.records.spreadsheets.ROWS_AT_ONCE", 1)
    pieces = mia.get(address(cast)).streaming_content
    begun = next(pieces) + next(pieces)
    assert b"Ana Example" in begun
    cast.mia.role_grants.update(ended_at=timezone.now())
    rest = b"".join(pieces)
    assert b"Dan Example" not in rest
    assert b"This table is not whole" in rest


def test_a_closed_account_gets_no_further_piece(mia, cast, monkeypatch):
    monkeypatch.setattr(progress_export, "PEOPLE_AT_ONCE", 1)
    monkeypatch.setattr("learners.records.spreadsheets.ROWS_AT_ONCE", 1)
    pieces = mia.get(address(cast)).streaming_content
    next(pieces)
    cast.mia.is_active = False
    cast.mia.save()
    assert b"This table is not whole" in b"".join(pieces)


def test_more_people_cost_two_queries_and_a_question_for_each_piece(cast, program, django_assert_num_queries):
    for number in range(60):
        guest = people.person(f"guest-{number}")
        enrolments.enrol(guest, cast.morning, by=None, now=timezone.now(), pathway="mental-health")
    with django_assert_num_queries(2):  # the people and their progress
        table = list(progress_export.table(cast.morning.program, program, lambda: True))
    assert len(table) == 1 + 63


def test_a_program_without_a_published_curriculum_has_no_table(mia, cast):
    cast.morning.program.curriculum_key = cast.ana.uid
    cast.morning.program.save()
    assert mia.get(address(cast)).status_code == 404
