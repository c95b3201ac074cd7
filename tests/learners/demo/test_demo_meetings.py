"""Sessions of the demo's groups: held for three weeks, with people who could have been there."""

import pytest

from learners.groups import attendance
from learners.models import Attendance, Audience, GroupSession
from learners.safekeeping import stated
from tests.learners.demo.test_seed_demo import NOON, ON, seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(curriculum, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    seed()


def test_groups_have_met_for_three_weeks_and_today_is_left_to_whoever_tries(clinic):
    held = GroupSession.objects.filter(state="held")
    assert held.count() == GroupSession.objects.count() == 21  # 9 mornings, 9 evenings, 3 of families
    assert all(session.edition_id and session.held_on < ON for session in held)
    rows = Attendance.objects.select_related("session", "enrolment")
    assert rows.count() > 80
    assert {row.status for row in rows} == set(Attendance.Status.values)
    for row in rows:
        stated.open_on({row.enrolment.person_id: [row]})
        assert bool(row.reason) == (row.status != "present")
        assert row.enrolment.audience == Audience.PARTICIPANT
        assert row.enrolment.starts_on <= row.session.held_on
        attendance.check(attendance.said(row), row.session.held_on)
        assert 0 <= attendance.minutes(row.session, row) <= 186
