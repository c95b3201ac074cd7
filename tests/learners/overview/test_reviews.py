"""Reviews of progress: one day is open at a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.models import AuditEvent, ProgressReview
from learners.overview import reviews

pytestmark = pytest.mark.django_db


def test_a_day_is_set_moved_and_done(cast, now):
    today = cast.morning.today(now)
    reviews.set_next(cast.ana_learns, today + timedelta(days=7), by=cast.gil, now=now)
    reviews.set_next(cast.ana_learns, today, by=cast.mia, now=now)
    done = reviews.finish(cast.ana_learns, by=cast.gil, now=now)
    assert (done.due_on, done.done_on, ProgressReview.objects.count()) == (today, today, 1)
    reviews.set_next(cast.ana_learns, today + timedelta(days=30), by=cast.gil, now=now)
    assert [one.done_on for one in reviews.of(cast.ana_learns)] == [None, today]
    actions = AuditEvent.objects.filter(action__startswith="review-").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["review-set", "review-set", "review-done", "review-set"]


def test_a_day_that_is_over_is_refused(cast, now):
    with pytest.raises(ValidationError, match="later day"):
        reviews.set_next(cast.ana_learns, cast.morning.today(now) - timedelta(days=1), by=cast.gil, now=now)


def test_what_was_not_set_cannot_be_done(cast, now):
    with pytest.raises(ValidationError, match="Set a day first"):
        reviews.finish(cast.ana_learns, by=cast.gil, now=now)
