"""Days on which a person's progress is looked at together with the person. One is open at a time."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.models import Enrolment, ProgressReview, User
from learners.safekeeping import audit

# --- questions ------------------------------------------------------------------------------------------------------


def of(enrolment: Enrolment) -> list[ProgressReview]:
    """The open one first, then those done, the newest first. One query."""
    reviews = enrolment.reviews.select_related("by").order_by("-done_on", "-pk")
    return sorted(reviews, key=lambda review: review.done_on is not None)


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def set_next(enrolment: Enrolment, due_on: date, *, by: User, now: datetime) -> ProgressReview:
    """Set the next day, or move it where one is set already."""
    if due_on < enrolment.cohort.today(now):
        raise ValidationError(_("Choose today or a later day."))
    review, _made = ProgressReview.objects.select_for_update(no_key=True).get_or_create(
        enrolment=enrolment, done_on=None, defaults={"due_on": due_on, "by": by}
    )
    review.due_on, review.by = due_on, by
    review.save(update_fields=["due_on", "by"])
    audit.note("review-set", by=by, now=now, enrolment=enrolment, due_on=due_on.isoformat())
    return review


@transaction.atomic
def finish(enrolment: Enrolment, *, by: User, now: datetime) -> ProgressReview:
    """It took place today."""
    review = ProgressReview.objects.select_for_update(no_key=True).filter(enrolment=enrolment, done_on=None).first()
    if review is None:
        raise ValidationError(_("No review is waiting. Set a day first."))
    review.done_on, review.by = enrolment.cohort.today(now), by
    review.save(update_fields=["done_on", "by"])
    audit.note("review-done", by=by, now=now, enrolment=enrolment, due_on=review.due_on.isoformat())
    return review
