"""A program manager sets up groups: what was held stays, and nobody's plan is rearranged by the way."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.groups import meetings
from learners.models import AuditEvent, Cohort, GroupSession, Mode
from learners.people import admissions, cohorts

pytestmark = pytest.mark.django_db
VALUES = {
    "name": "Noon group",
    "days": [1, 3],
    "starts_at": time(12),
    "ends_at": time(13),
    "time_zone": "America/Denver",
    "mode": Mode.OWN_CLOCK,
    "wheel_starts_on": None,
    "is_open": True,
}


def change(cast, now, **values):
    return cohorts.change(cast.morning, by=cast.mia, now=now, **values)


def test_a_group_is_made_and_noted(cast, now):
    made = cohorts.create(cast.morning.program, by=cast.mia, now=now, **VALUES)
    assert Cohort.objects.get(pk=made.pk).days == [1, 3]
    assert AuditEvent.objects.filter(action="cohort-made", cohort=made, by=cast.mia).exists()


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Base"}, {"mode": Mode.WHEEL}, {"days": [7]}, {"name": ""}])
def test_what_cannot_be_is_refused(cast, now, wrong):
    with pytest.raises(ValidationError):
        cohorts.create(cast.morning.program, by=cast.mia, now=now, **{**VALUES, **wrong})


def test_other_days_leave_what_was_held_and_what_was_planned_by_hand(cast, now):
    today = cast.morning.today(now)
    monday = today - timedelta(days=today.weekday() + 7)
    ahead = monday + timedelta(days=28)
    for day, state in ((monday, "held"), (ahead, "planned")):
        times = {"starts_at": time(9), "ends_at": time(12), "by": cast.gil}
        GroupSession.objects.create(cohort=cast.morning, held_on=day, state=state, **times)
    before = list(GroupSession.objects.values())
    change(cast, now, days=[1, 3], starts_at=time(17), ends_at=time(20))
    assert list(GroupSession.objects.values()) == before
    cohort = Cohort.objects.get(pk=cast.morning.pk)
    held = meetings.on(cohort, monday)
    assert (held.state, held.starts_at) == ("held", time(9))
    assert cohorts.off_days(cohort, now=now) == [ahead]


def test_the_calendar_stays_while_people_are_in_the_group(cast, now):
    with pytest.raises(ValidationError):
        change(cast, now, mode=Mode.WHEEL, wheel_starts_on=date(2026, 1, 5))
    with pytest.raises(ValidationError):
        change(cast, now, is_open=False)
    assert change(cast, now, name="Early group") == ["name"]


def test_a_wheel_may_be_named_by_another_day_of_the_same_turn(cast, now):
    day = cast.morning.today(now) - timedelta(weeks=3)
    Cohort.objects.filter(pk=cast.morning.pk).update(mode=Mode.WHEEL, wheel_starts_on=day)
    assert change(cast, now, wheel_starts_on=day - timedelta(weeks=12)) == ["wheel_starts_on"]
    with pytest.raises(ValidationError):
        change(cast, now, wheel_starts_on=day - timedelta(weeks=1))


def test_an_empty_group_may_change_its_calendar_and_close(cast, now):
    for enrolment in cast.morning.enrolments.filter(ended_on=None).select_related("cohort"):
        admissions.discharge(enrolment, on=enrolment.starts_on, reason="", by=cast.gil, now=now)
    assert change(cast, now, mode=Mode.WHEEL, wheel_starts_on=date(2026, 1, 5))
    assert change(cast, now, is_open=False) == ["is_open"]


def test_saving_without_a_change_notes_nothing(cast, now):
    assert change(cast, now, name="Morning group") == []
    assert not AuditEvent.objects.filter(action="cohort-changed").exists()
