"""A day for looking at the progress of a named person: one that has passed."""

from collections.abc import Mapping
from datetime import date, timedelta

from learners.demo import sign_ins
from learners.models import ProgressReview, User

DUE = {sign_ins.LUIS.name: -5}  # days from today


def plan(accounts: Mapping[str, User], *, today: date, by: User) -> None:
    """One open review each."""
    for name, days in DUE.items():
        enrolment = accounts[name].enrolments.get(ended_on__isnull=True)
        due_on = today + timedelta(days=days)
        ProgressReview.objects.get_or_create(enrolment=enrolment, done_on=None, defaults={"due_on": due_on, "by": by})
