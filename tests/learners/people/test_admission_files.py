"""A CSV file is read with care: whatever is in it, a clear answer, nothing half-stored, and nothing that would run."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.models import Enrolment, Invitation, OutgoingMail, User
from learners.people import admission_files
from learners.post import outbox

pytestmark = pytest.mark.django_db
HEAD = "first_name,sign_in_name,email,way,track,pathway\n"


def lines_of(cast, text: str | bytes, now) -> list[admission_files.Line]:
    data = text if isinstance(text, bytes) else text.encode()
    return admission_files.check(cast.morning, admission_files.read(data), today=cast.morning.today(now))


# --- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_reads_what_spreadsheets_write(cast, now, encoding, delimiter):
    text = f"First name{delimiter}Pathway\r\nZoë{delimiter}Mental health\r\n{delimiter}\r\n"
    (line,) = lines_of(cast, text.encode(encoding), now)
    assert line.problems == ()
    assert (line.number, line.newcomer.first_name, line.newcomer.pathway) == (2, "Zoë", "mental-health")


def test_the_example_is_good(cast, now):
    today = cast.morning.today(now)
    text = admission_files.EXAMPLE.replace("2026-12-07", (today + timedelta(days=3)).isoformat())
    assert [line.problems for line in lines_of(cast, text, now)] == [(), (), ()]


BAD_FILES = {
    "empty": b"",
    "only a head": HEAD.encode(),
    "unknown column": b"name,diagnosis\nAna,x\n",
    "a column twice": b"email,email\na@example.org,b@example.org\n",
    "too large": b"first_name\n" + b"x" * 200_000,
    "too many": b"pathway\n" + b"mental-health\n" * 201,
    "a cell too long": b"first_name\n" + b"x" * 1000,
    "too many cells": b"first_name\nAna,Ben\n",
    "zeros": b"first_name\nA\x00na\n",
    "an open quote": b'first_name\n"Ana\n',
    "a spreadsheet": b"PK\x03\x04" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_what_to_do(cast, now, name):
    with pytest.raises(ValidationError) as refused:
        lines_of(cast, BAD_FILES[name], now)
    assert refused.value.messages[0]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "  =cmd()"])
def test_a_cell_that_would_run_in_a_spreadsheet_is_refused(cast, now, cell):
    (line,) = lines_of(cast, f"first_name,pathway\n{cell},mental-health\n", now)
    assert line.newcomer is None
    assert "first_name" in line.problems[0]


def test_each_problem_names_its_column_and_its_line(cast, now):
    text = HEAD + "A,,,,,mental-health\nB,ana,,,,mental-health\nC,,,mail,,mental-health\nD,,,,family,mental-health\n"
    text += "E,quiet-lake-1,,,,mental-health\nF,quiet-lake-1,,,,mental-health\n"
    good, taken, no_mail, family, first, second = lines_of(cast, text, now)
    assert (good.problems, first.problems) == ((), ())
    assert [line.number for line in (taken, no_mail, family, second)] == [3, 4, 5, 7]
    starts = [line.problems[0].partition(":")[0] for line in (taken, no_mail, family, second)]
    assert starts == ["sign_in_name", "email", "pathway", "sign_in_name"]


def test_two_queries_for_any_number_of_lines(cast, now):
    counts = []
    for people in (1, 200):
        read = admission_files.read((HEAD + "A,,,,,mental-health\n" * people).encode())
        with CaptureQueriesContext(connection) as captured:
            admission_files.check(cast.morning, read, today=cast.morning.today(now))
        counts.append(len(captured))
    assert max(counts) <= 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: (HEAD + text).encode(errors="ignore")))
)
def test_whatever_the_bytes_the_answer_is_a_list_or_a_reason(cast, now, data):
    try:
        for line in lines_of(cast, data, now):
            assert bool(line.newcomer) != bool(line.problems)
    except ValidationError:
        return  # with its reason, as test_a_bad_file_is_refused_with_what_to_do shows


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def gil(cast) -> Client:
    client = Client()
    client.force_login(cast.gil)
    return client


@pytest.fixture
def page(cast) -> str:
    return reverse("admit_many", args=[cast.morning.uid])


def upload(client: Client, page: str, text: str):
    return client.post(page, {"file": io.BytesIO(text.encode())})


GOOD = HEAD + "Noor,quiet-lake-1,,,,mental-health\nSam,,sam@example.org,mail,,co-occurring\nIda,,,,family,\n"


def test_the_dry_run_stores_nothing_and_confirming_stores_all_once(gil, cast, page, now):
    before = User.objects.count()
    answer = upload(gil, page, GOOD)
    assert answer.status_code == 200
    assert User.objects.count() == before
    sealed = answer.context["sealed"]
    assert "Noor" not in sealed
    for _press in range(2):
        assert gil.post(page, {"sealed": sealed})["Location"] == reverse("cohort_admissions", args=[cast.morning.uid])
    assert User.objects.count() == before + 3
    assert OutgoingMail.objects.count() == Invitation.objects.count() == 1
    assert outbox.send_waiting(now + timedelta(minutes=1)) == 1
    assert Enrolment.objects.filter(person__first_name="Ida", audience="family").count() == 1


def test_one_bad_line_keeps_all_out(gil, page):
    before = User.objects.count()
    answer = upload(gil, page, GOOD + "Bad,,,,,nothing\n")
    assert answer.status_code == 422
    assert answer.context.get("sealed") is None
    assert User.objects.count() == before


def test_what_was_sealed_for_one_person_and_group_serves_no_other(gil, cast, page):
    sealed = upload(gil, page, GOOD).context["sealed"]
    mia = Client()
    mia.force_login(cast.mia)
    before = User.objects.count()
    assert mia.post(page, {"sealed": sealed}).status_code == 422
    assert mia.post(reverse("admit_many", args=[cast.evening.uid]), {"sealed": sealed}).status_code == 422
    assert gil.post(page, {"sealed": sealed[:-4] + "AAAA"}).status_code == 422
    assert gil.post(page, {"sealed": ""}).status_code == 422
    assert User.objects.count() == before


def test_an_old_page_confirms_nothing(gil, cast, page, now):
    lines = lines_of(cast, GOOD, now)
    people = [line.newcomer for line in lines]
    sealed = admission_files.seal(cast.morning, people, by=cast.gil, now=now - timedelta(hours=2))
    assert gil.post(page, {"sealed": sealed}).status_code == 422


def test_a_name_taken_in_the_meantime_keeps_all_out(gil, page):
    sealed = upload(gil, page, GOOD).context["sealed"]
    User.objects.create_user("quiet-lake-1")
    before = User.objects.count()
    assert gil.post(page, {"sealed": sealed}).status_code == 422
    assert User.objects.count() == before


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_its_page_back(gil, page, name):
    answer = gil.post(page, {"file": io.BytesIO(BAD_FILES[name])})
    assert answer.status_code == 422
    assert "Something is left to fix" in answer.content.decode()
