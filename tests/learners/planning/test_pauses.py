"""More time: the plan waits and the person does not; and taking days back that are not over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.models import AuditEvent, Pause
from learners.planning import assigned, pauses

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def opening(enrolment, now):
    plan = assigned.for_enrolment(enrolment, now=now)
    return {row.module.code: row.assignment.opens_on for row in plan.rows}


def test_more_time_moves_what_is_not_open_by_whole_weeks(cast, now):
    before = opening(cast.ana_learns, now)
    pauses.extend(cast.ana_learns, 2, reason="Was ill", by=cast.gil, now=now)
    after = opening(cast.ana_learns, now)
    assert after["p01"] == before["p01"]
    assert after["p04"] == before["p04"] + timedelta(weeks=2)


def test_the_person_is_not_away_meanwhile(cast, now):
    pauses.extend(cast.ana_learns, 1, reason="Was ill", by=cast.gil, now=now)
    assert not assigned.for_enrolment(cast.ana_learns, now=now + DAY).paused
    pauses.pause(cast.ben_learns, first=cast.evening.today(now), by=cast.hana, now=now)
    assert assigned.for_enrolment(cast.ben_learns, now=now).paused


def test_more_time_twice_adds_up(cast, now):
    before = opening(cast.ana_learns, now)["p04"]
    first = pauses.extend(cast.ana_learns, 1, reason="Was ill", by=cast.gil, now=now)
    second = pauses.extend(cast.ana_learns, 2, reason="Still ill", by=cast.gil, now=now)
    assert second.first == first.until
    assert opening(cast.ana_learns, now)["p04"] == before + timedelta(weeks=3)
    assert Pause.objects.filter(kind=Pause.Kind.EXTENSION).count() == 2


def test_a_plan_that_is_paused_gets_no_more_time(cast, now):
    pauses.pause(cast.ana_learns, first=cast.morning.today(now), by=cast.gil, now=now)
    with pytest.raises(ValidationError, match="paused"):
        pauses.extend(cast.ana_learns, 1, reason="Was ill", by=cast.gil, now=now)


@pytest.mark.parametrize("weeks", [0, 13])
def test_only_some_weeks_can_be_given(cast, now, weeks):
    with pytest.raises(ValidationError, match="1 to 12"):
        pauses.extend(cast.ana_learns, weeks, reason="Was ill", by=cast.gil, now=now)
    assert not Pause.objects.exists()


def test_what_is_taken_back_is_as_if_it_had_never_been_and_stays_as_history(cast, now):
    before = opening(cast.ana_learns, now)
    made = pauses.extend(cast.ana_learns, 3, reason="Was ill", by=cast.gil, now=now)
    pauses.take_back(made, by=cast.mia, now=now)
    assert opening(cast.ana_learns, now) == before
    assert pauses.is_taken_back(Pause.objects.get())
    actions = list(AuditEvent.objects.filter(action__in=["extended", "pause-taken-back"]).values_list("action", "by"))
    assert actions == [("extended", cast.gil.pk), ("pause-taken-back", cast.mia.pk)]


def test_the_days_of_a_pause_that_was_taken_back_are_free_again(cast, now):
    today = cast.morning.today(now)
    made = pauses.pause(cast.ana_learns, first=today, reason="Away", by=cast.gil, now=now)
    pauses.take_back(made, by=cast.gil, now=now)
    again = pauses.pause(cast.ana_learns, first=today, until=today + 3 * DAY, by=cast.gil, now=now)
    assert (again.reason, made.reason) == ("", "Away")
