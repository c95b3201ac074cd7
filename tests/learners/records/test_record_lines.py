"""A line of the education record: what it says, on a page, in a table and as text to paste."""

from datetime import UTC, date, datetime, timedelta

import pytest

from learners.learning import progress
from learners.models import GroupSession
from learners.records import record_words, records
from learners.records.record_lines import DONE, TALKED_ABOUT, TO_DO
from tests.factories.people import Cast, make_cast
from tests.factories.sessions import mark, session
from tests.learners.record_scene import BEGAN, MONDAY, NOW, RANGE, did, only_line

pytestmark = pytest.mark.django_db
Kind = progress.Kind


@pytest.fixture
def cast(program) -> Cast:
    """Enrolled in September."""
    return make_cast(program.program_key, starts_on=BEGAN)


@pytest.fixture
def held(cast, module) -> GroupSession:
    return session(cast.morning, MONDAY, by=cast.gil, module_key=module.key)


# --- what a line says -----------------------------------------------------------------------------------------------


def test_a_line_says_all_that_a_clinic_must_document(cast, held, module):
    mark(held, cast.ana_learns, taught_back=True)
    line = only_line(cast.ana_learns)
    assert (line.met.day, line.met.strand, line.met.module) == (MONDAY, "triggers", "Riding the wave")
    assert (line.met.edition, line.met.objectives) == (1, ("Name one sign",))
    assert (line.status, line.minutes, line.met.group_size) == ("present", 180, 1)
    assert record_words.proof(line) == "said it in own words in the group"
    assert record_words.homework(line) == "My urge log: to do"


def test_the_text_to_paste_has_one_paragraph_for_each_session_and_no_name(cast, held, module):
    mark(held, cast.ana_learns)
    mark(session(cast.morning, MONDAY + timedelta(days=2), by=cast.gil), cast.ana_learns, "excused")
    text = record_words.text(records.of_person(cast.ana_learns, **RANGE, now=NOW))
    first, second = text.split("\n\n")
    assert first == (
        "September 14, 2026, 9:00 a.m. to 12:00 p.m. CDT. Group education. Topic: Triggers. Module: Riding the wave, "
        "edition 1. Objectives: Name one sign. Attendance: present. 180 group minutes. 1 person in the group. "
        "Proof of understanding: none yet. Homework: My urge log: to do."
    )
    assert "Module: none noted." in second
    assert "Attendance: excused. 0 group minutes." in second
    assert "Ana" not in text
    assert "Example" not in text


def test_proof_is_the_best_check_in_of_that_module(cast, held, module):
    mark(held, cast.ana_learns)
    passed_at = datetime(2026, 9, 17, 3, 30, tzinfo=UTC)  # still the 16th in Chicago
    did(cast.ana_learns, module, Kind.ATTEMPT_SUBMITTED, at=passed_at, percent=80, passed=True)
    did(cast.ana_learns, module, Kind.ATTEMPT_SUBMITTED, percent=100, passed=True)
    line = only_line(cast.ana_learns)
    assert (line.passed_on, line.percent) == (date(2026, 9, 16), 100)
    assert record_words.proof(line) == "check-in passed on September 16, 2026, best result 100%"


def test_a_check_in_that_was_not_passed_is_no_proof(cast, held, module):
    mark(held, cast.ana_learns)
    did(cast.ana_learns, module, Kind.ATTEMPT_SUBMITTED, percent=40, passed=False)
    assert record_words.proof(only_line(cast.ana_learns)) == "none yet"


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], TO_DO),
        ([Kind.WORKSHEET_SAVED], TO_DO),
        ([Kind.WORKSHEET_FINISHED], DONE),
        ([Kind.WORKSHEET_FINISHED, Kind.WORKSHEET_DISCUSSED], TALKED_ABOUT),
    ],
)
def test_homework_is_the_worksheet_of_the_module(cast, held, module, kinds, status):
    mark(held, cast.ana_learns)
    did(cast.ana_learns, module, *kinds)
    assert only_line(cast.ana_learns).homework == status
