"""What is done once a minute, in this order: `manage.py tick` runs it. Each job takes the time and returns a count.

A job may be run twice or too late without harm. Add a job by adding a line.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.contrib.sessions.models import Session

from courses import publishing
from learners.entrance import devices, mail_reasons, shared_counts
from learners.families import consents
from learners.groups import live
from learners.post import outbox
from learners.privacy import checks, retention
from learners.safekeeping import checkpoints


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
    Job("old codes and calendar addresses deleted", retention.once_a_day),
    Job("consents whose day is over", consents.expire_due),
    Job("pages published or taken away", publish_due),
    Job("sessions cleared", clear_sessions),
    Job("places forgotten where nobody is signed in any more", devices.forget_ended),
    Job("counts of tries forgotten", lambda now: shared_counts.forget_old(now.timestamp())),
    Job("checkpoints of the audit log signed", checkpoints.write_due),
    Job("checks of the audit log made", checks.check_due),
)
