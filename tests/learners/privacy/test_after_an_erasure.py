"""Staff go on with their work after somebody was erased: each page of the person and of the group answers, tells no
name, and says "erased" where words were.
"""

import pytest
from django.urls import reverse

from learners.models import Certificate
from learners.privacy import erasure, neutral
from tests.learners.privacy.scene import found_in, traces
from tests.learners.record_scene import body, browser

pytestmark = pytest.mark.django_db
OF_ONE = (
    *("person", "person_summary", "person_minutes", "person_reviews", "person_record", "person_record_csv"),
    *("person_record_xlsx", "certificate", "certificate_pdf", "admission", "attention_seen", "readmit"),
)
OF_GROUP = (
    *("cohort", "huddle", "records", "records_csv", "records_xlsx", "cohort_admissions", "schedule", "insight"),
    *("attention", "cohorts", "find_people"),
)
OF_PROGRAM = ("program_people", "program_csv", "program_insight")


@pytest.fixture
def gone(full, now):
    full.gone = traces("ana", full.ana.email)
    erasure.erase_by_hand(full.ana, by=None, now=now)
    full.ana.refresh_from_db()
    return full


def check(answer, cast) -> str:
    assert answer.status_code in (200, 302, 403, 404, 503), answer.status_code
    raw = body(answer)
    assert found_in(raw, cast.gone) == []
    return raw.decode(errors="replace")


@pytest.mark.parametrize("name", OF_ONE)
def test_pages_of_the_person(gone, name):
    check(browser(gone.gil).get(reverse(name, args=[gone.ana_learns.uid])), gone)


@pytest.mark.parametrize("name", OF_GROUP)
def test_pages_of_the_group(gone, name):
    args = [] if name in ("attention", "cohorts", "find_people") else [gone.morning.uid]
    check(browser(gone.gil).get(reverse(name, args=args)), gone)


@pytest.mark.parametrize("name", OF_PROGRAM)
def test_pages_of_the_program(gone, name):
    check(browser(gone.mia).get(reverse(name, args=[gone.morning.program.uid])), gone)


def test_every_change_that_can_be_asked_for(gone):
    for deed in ("pause", "note", "pathway", "excuse", "skip", "add", "repeat", "extend"):
        answer = browser(gone.gil).get(reverse("person_change", args=[gone.ana_learns.uid, deed]))
        check(answer, gone)


def test_the_page_of_the_person_has_a_neutral_name_and_says_erased(gone):
    said = check(browser(gone.gil).get(reverse("person", args=[gone.ana_learns.uid])), gone)
    assert neutral.name(gone.ana.uid) in said
    assert said.lower().count("erased") >= 2  # the head, and the note of staff


def test_the_shown_sheet_is_gone(gone, module):
    said = check(browser(gone.gil).get(reverse("person_sheet", args=[gone.ana_learns.uid, module.key])), gone)
    assert "erased" in said.lower() or "not here" in said.lower()


def test_the_handed_in_check_in_stays_readable(gone):
    tried = gone.ana_learns.attempts.get()
    url = reverse("person_attempt", args=[gone.ana_learns.uid, tried.pk])
    assert neutral.name(gone.ana.uid) in check(browser(gone.gil).get(url), gone)


def test_a_copy_of_the_certificate_can_still_be_checked(gone, client):
    newest = Certificate.objects.get(superseded_by=None, enrolment=gone.ana_learns)
    answer = client.post(reverse("certificate_check"), {"code": newest.code})
    assert "is valid" in answer.content.decode().lower() or answer.status_code == 200
    check(answer, gone)


def test_nobody_writes_about_the_person_any_more(gone):
    """A clear refusal, never a fault."""
    url = reverse("person_change", args=[gone.ana_learns.uid, "note"])
    answer = browser(gone.gil).post(url, {"text": "New words", "note": "New words", "step": "do"})
    assert answer.status_code in (200, 302, 403, 404, 409, 422)
