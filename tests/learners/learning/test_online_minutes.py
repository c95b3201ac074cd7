"""Online minutes of a person: own moments only, corrected by staff with a reason, with all that was said before."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learners.groups import homework
from learners.learning import online_minutes, progress
from learners.models import AuditEvent, MinutesCorrection

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now(cast):
    """Noon, so that no minute of this file falls on two days."""
    return timezone.now().astimezone(cast.morning.zone).replace(hour=12, minute=0)


@pytest.fixture
def read(cast, module, now):
    """Ana reads for four minutes."""
    begun = now - 30 * MINUTE
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=begun)
    progress.see_card(cast.ana_learns, module, module.cards[1].id, now=begun + 4 * MINUTE)
    return cast.morning.today(begun)


def test_they_are_told_by_day_and_by_module(cast, module, read):
    online = online_minutes.of(cast.ana_learns)
    assert online.total == 4
    assert online.modules == {module.key: 4}


def test_what_staff_do_is_nobodys_online_time(cast, module, read, now):
    homework.discuss(cast.ana_learns, module.key, by=cast.gil, now=now)
    progress.excuse(cast.ana_learns, module.key, reason="Ill", by=cast.gil, now=now)
    assert online_minutes.of(cast.ana_learns).total == 4


def test_a_correction_stands_in_place_of_the_estimate_and_the_newest_counts(cast, read, now):
    for number in (20, 12):
        online_minutes.correct(cast.ana_learns, day=read, minutes=number, reason="On paper", by=cast.gil, now=now)
    online = online_minutes.of(cast.ana_learns)
    assert (online.total, online.days[0].estimated) == (12, 4)
    assert [one.minutes for one in online.corrections] == [12, 20]
    assert {one.reason for one in online.corrections} == {"On paper"}
    events = AuditEvent.objects.filter(action="minutes-corrected")
    assert [(one.reason, one.detail["minutes"]) for one in events] == [("", 20), ("", 12)]


def test_a_day_without_anything_can_be_corrected_too(cast, now):
    day = cast.ana_learns.starts_on
    online_minutes.correct(cast.ana_learns, day=day, minutes=30, reason="Read at the library", by=cast.gil, now=now)
    assert online_minutes.of(cast.ana_learns).total == 30


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": " "}, "why"),
        ({"minutes": 1441}, "0 to 1,440"),
        ({"ago": 1}, "between the start and today"),
        ({"ago": -1}, "between the start and today"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(cast, now, changed, says):
    ago = changed.pop("ago", 0)
    day = cast.ana_learns.starts_on - timedelta(days=ago)
    given = {"day": day, "minutes": 5, "reason": "On paper", **changed}
    with pytest.raises(ValidationError, match=says):
        online_minutes.correct(cast.ana_learns, **given, by=cast.gil, now=now)
    assert MinutesCorrection.objects.count() == 0


def test_a_range_holds_its_days_only(cast, read, now):
    day = timedelta(days=1)
    assert online_minutes.of(cast.ana_learns, read, read).total == 4
    assert online_minutes.of(cast.ana_learns, read + day, read + 9 * day).total == 0
    assert online_minutes.of(cast.ana_learns, read - 9 * day, read - day).total == 0


def test_two_queries_for_any_history(cast, module, now):
    for number in range(60):
        card = module.cards[number % 3].id
        progress.see_card(cast.ana_learns, module, card, now=now - number * timedelta(hours=7))
    with CaptureQueriesContext(connection) as captured:
        online_minutes.of(cast.ana_learns)
    assert len(captured) == 2
