"""Who looked at a record, as the person whom it is about reads it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from learners.safekeeping import audit
from tests.learners.privacy.test_account_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(full) -> Client:
    """Ana's browser."""
    return signed_in(full.ana)


def looked(client: Client) -> str:
    return client.get(reverse("who_looked")).content.decode()


def test_a_look_of_staff_is_listed_with_name_role_and_what(here, full, now):
    gil = signed_in(full.gil)
    gil.get(reverse("person", args=[full.ana_learns.uid]))
    said = looked(here)
    assert "The page about you" in said
    assert "Gil Example, facilitator" in said
    assert "person-read" not in said


def test_what_one_does_oneself_and_what_others_have_is_not_listed(here, full, now):
    audit.note("person-read", by=full.hana, now=now, enrolment=full.ben_learns)
    audit.note("sheet-shared", by=full.ana, now=now, enrolment=full.ana_learns)
    audit.note("connection-made", by=full.fay, now=now, about=full.ana)
    said = looked(here)
    assert "Hana" not in said
    assert "Fay" not in said
    assert "showed a worksheet" not in said


def test_a_list_of_the_group_is_told_as_one(here, full, now):
    before = looked(here).count("a list of the group")
    audit.note("cohort-read", by=full.gil, now=now - timedelta(days=2), cohort=full.morning)
    audit.note("cohort-read", by=full.hana, now=now - timedelta(days=2), cohort=full.evening)
    said = looked(here)
    assert said.count("a list of the group") == before + 1
    assert "Your group's list was opened" in said.replace("&#x27;", "'")


def test_a_list_from_before_and_after_the_own_time_is_not(here, full, now):
    audit.note("cohort-read", by=full.gil, now=now - timedelta(days=300), cohort=full.morning)
    audit.note("cohort-read", by=full.gil, now=now + timedelta(days=9), cohort=full.morning)  # Ana was discharged today
    assert "list was opened" not in looked(here)
    audit.note("records-exported", by=full.gil, now=now + timedelta(days=9), cohort=full.morning)
    assert "education records of your group, as a file" in looked(here)


def test_the_list_of_a_program_is_told(here, full, now):
    uid = str(full.morning.program.uid)
    audit.note("program-exported", by=full.mia, now=now, program=uid, people=3)
    audit.note("program-exported", by=full.mia, now=now, program=str(full.elsewhere.program.uid), people=3)
    assert looked(here).count("A table of everybody in your program") == 1


def test_what_the_operator_does_on_the_server_is_told(here, full, now):
    audit.note("data-exported", by=None, now=now, about=full.ana)
    assert "by hand on the server" in looked(here)


def test_a_long_list_has_pages(here, full, now):
    for _each in range(60):
        audit.note("person-read", by=full.gil, now=now, enrolment=full.ana_learns)
    assert "Page 1 of" in looked(here)
    assert here.get(reverse("who_looked"), {"page": "nonsense"}).status_code == 200
