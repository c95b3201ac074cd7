"""The demo plans a review that has passed, once, for somebody who has no other open one."""

from datetime import date, timedelta

import pytest

from learners.demo import reviews
from learners.models import ProgressReview

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_a_review_of_somebody_who_stopped_has_passed_and_is_planned_once(cast):
    accounts = {"luis": cast.ana}
    reviews.plan(accounts, today=TODAY, by=cast.gil)
    reviews.plan(accounts, today=TODAY + timedelta(days=1), by=cast.gil)
    planned = ProgressReview.objects.get()
    assert (planned.enrolment, planned.due_on, planned.by) == (cast.ana_learns, date(2026, 11, 17), cast.gil)
