"""Pages of records: what they show, to whom, at what cost, and what the audit keeps of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.models import AuditEvent
from learners.people import enrolments
from tests.factories import people
from tests.factories.sessions import mark, session
from tests.learners import record_scene
from tests.learners.record_scene import DAY, body, of, text

pytestmark = pytest.mark.django_db
PERSON_FILES = ("person_record", "person_record_csv", "person_record_xlsx", "person_record_pdf")


@pytest.fixture
def cast(program):
    return record_scene.settled(program)


@pytest.fixture
def gil(cast):
    return record_scene.browser(cast.gil)


@pytest.fixture
def held(cast, module):
    return record_scene.met(cast, module)


def test_the_page_of_a_group_lists_sessions_and_people(gil, cast, held):
    page = text(gil.get(reverse("records", args=[cast.morning.uid])))
    for words in ("Ana E.", "Dan E.", "1 of 1", "180", "Riding the wave, edition 1", "Triggers"):
        assert words in page, words
    assert "Ben" not in page
    assert "Fay" not in page


def test_the_page_of_a_person_names_nobody_else(gil, cast, held):
    page = text(gil.get(of(cast, "person_record")))
    for words in ("Ana Example", "2 people in the group", "said it in own words", "My urge log: to do", "kept apart"):
        assert words in page, words
    assert "Dan E" not in page
    assert "Group education. Topic: Triggers." in page


def test_the_days_stand_in_the_address_and_mistakes_are_explained(gil, cast, held):
    address = of(cast, "person_record")
    later = (DAY + timedelta(days=1)).isoformat()
    assert "No session was held" in text(gil.get(address, {"first": later, "last": later}))
    for query, words in (
        ({"first": "2026-11-20", "last": "2026-11-01"}, "comes before the first one"),
        ({"first": "2020-01-01", "last": "2026-11-01"}, "at most one year"),
        ({"first": "x", "last": "2026-11-01"}, "Enter a valid date"),
        ({"first": "", "last": ""}, "required"),
    ):
        answer = gil.get(address, query)
        assert answer.status_code == 422
        assert words in text(answer)
        assert gil.get(of(cast, "person_record_csv"), query).status_code == 302
        assert gil.get(of(cast, "person_record_pdf"), query).status_code == 302
        assert gil.get(reverse("records", args=[cast.morning.uid]), query).status_code == 422


def test_a_page_of_sixty_people_costs_as_many_queries_as_of_two(gil, cast, held):
    addresses = [reverse("records", args=[cast.morning.uid]), of(cast, "person_record")]
    for address in addresses:
        gil.get(address)  # what is kept in memory is there
    few = [queries(gil, address) for address in addresses]
    for number in range(60):
        guest = people.person(f"guest-{number}")
        mark(held, enrolments.enrol(guest, cast.morning, by=None, now=timezone.now(), pathway="mental-health"))
        mark(session(cast.morning, DAY - timedelta(days=number + 1), by=cast.gil), cast.ana_learns)
    assert [queries(gil, address) for address in addresses] == few


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# --- who, and what is kept of it ------------------------------------------------------------------------------------


def test_each_read_and_export_is_audited_by_days_and_numbers(gil, cast, held):
    for name in PERSON_FILES:
        body(gil.get(of(cast, name)))
    for name in ("records", "records_csv", "records_xlsx"):
        body(gil.get(reverse(name, args=[cast.morning.uid])))
    kept = [
        (event.action, event.detail.get("kind", ""), event.detail["lines"], event.by_id)
        for event in AuditEvent.objects.filter(action__startswith="record").order_by("pk")
    ]
    assert kept == [
        ("record-read", "", 1, cast.gil.pk),
        ("record-exported", "csv", 1, cast.gil.pk),
        ("record-exported", "xlsx", 1, cast.gil.pk),
        ("record-exported", "pdf", 1, cast.gil.pk),
        ("records-read", "", 2, cast.gil.pk),
        ("records-exported", "csv", 2, cast.gil.pk),
        ("records-exported", "xlsx", 2, cast.gil.pk),
    ]
    details = [event.detail for event in AuditEvent.objects.filter(action__startswith="record")]
    assert all(set(detail) <= {"first", "last", "lines", "kind"} for detail in details)


def test_a_removed_facilitator_is_out_on_the_next_request(gil, cast, held):
    cast.gil.role_grants.update(ended_at=timezone.now())
    for name in (*PERSON_FILES, "certificate", "certificate_pdf"):
        assert gil.get(of(cast, name)).status_code == 403, name
    for name in ("records", "records_csv", "records_xlsx"):
        assert gil.get(reverse(name, args=[cast.morning.uid])).status_code == 403, name
