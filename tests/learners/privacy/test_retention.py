"""What only opened something is deleted in time; people are listed, never erased by a job; six years are the least."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.entrance import invitations
from learners.groups import calendars
from learners.models import AuditEvent, CalendarFeed, Enrolment, Invitation, RetentionRules
from learners.post.jobs import JOBS
from learners.privacy import retention

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def gone(cast, now):
    """Ana left seven years ago."""
    left = (now - 7 * YEAR).date()
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(starts_on=left - timedelta(days=80), ended_on=left)
    return cast


def listed(now) -> list[str]:
    return [one.person.sign_in_name for one in retention.due(now.date())]


def test_who_left_long_ago_is_listed_and_not_touched(gone, now):
    assert listed(now) == ["ana"]
    retention.once_a_day(now)
    gone.ana.refresh_from_db()
    assert gone.ana.erased_at is None
    assert gone.ana.first_name == "Ana"


def test_who_is_in_a_program_again_or_works_here_is_not_listed(gone, now):
    Enrolment.objects.create(
        person=gone.ana, cohort=gone.evening, pathway="mental-health", starts_on=now.date(), episode=2
    )
    assert listed(now) == []


def test_six_years_are_the_least_whatever_a_row_says(gone, now):
    RetentionRules.objects.create(record_years=1, writing_years=1)
    left = (now - 5 * YEAR).date()
    Enrolment.objects.filter(pk=gone.ben_learns.pk).update(starts_on=left, ended_on=left)
    assert retention.rules().record_years == 6
    assert listed(now) == ["ana"]
    with pytest.raises(ValidationError):
        RetentionRules(record_years=5).full_clean()


def test_a_clinic_that_keeps_longer_is_heard(gone, now):
    RetentionRules.objects.create(record_years=6, writing_years=10)
    assert listed(now) == []


def test_the_list_costs_the_same_for_many(gone, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        retention.due(now.date())


def test_old_codes_and_ended_calendars_go_and_others_stay(cast, now):
    old = now - timedelta(days=100)
    for person in (cast.ana, cast.ben):
        calendars.make_feed(person, now=old)
        invitations.make_for_staff(person, now=old)
    invitations.make_for_staff(cast.gil, now=now)
    calendars.end_feed(cast.ana, now=old)
    assert retention.once_a_day(now) == 3
    assert [one.person for one in Invitation.objects.all()] == [cast.gil]
    assert [one.person for one in CalendarFeed.objects.all()] == [cast.ben]


def test_it_is_done_once_a_day_by_the_tick(cast, now):
    job = next(job for job in JOBS if job.name == "old codes and calendar addresses deleted")
    for hours in (0, 1, 22, 24):
        job.run(now + timedelta(hours=hours))
    assert AuditEvent.objects.filter(action="retention-done").count() == 2
