"""What is done once a minute, in this order: `manage.py tick` runs it. Each job takes the time and returns a count.

A job may be run twice or too late without harm. Add a job by adding a line.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.models import Session

from courses import publishing
from learners.entrance import mail_reasons
from learners.groups import live
from learners.post import outbox


class Job(NamedTuple):
    """`name` is what the tick says of it: how many ..."""

    name: str
    run: Callable[[datetime], int]


def publish_due(now: datetime) -> int:
    """Pages whose time has come or gone. Wagtail does not say how many."""
    publishing.publish_due()
    return 0


def clear_sessions(now: datetime) -> int:
    """Those that have ended. Nobody can use them, and they say who was here."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


JOBS: tuple[Job, ...] = (
    Job("mails sent", lambda now: outbox.send_waiting(now, mail_reasons.still)),
    Job("old mails forgotten", outbox.forget_old),
    Job("questions closed that were left open", lambda now: live.close_forgotten(now=now)),
    Job("pages published or taken away", publish_due),
    Job("sessions cleared", clear_sessions),
)
