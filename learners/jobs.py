"""What is done once a minute, in this order: `manage.py tick` runs it. Each job takes the time and returns a count.

A job may be run twice or too late without harm. Add a job by adding a line.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from learners import outbox


class Job(NamedTuple):
    """`name` is what the tick says of it: how many ..."""

    name: str
    run: Callable[[datetime], int]


JOBS: tuple[Job, ...] = (
    Job("mails sent", outbox.send_waiting),
    Job("old mails forgotten", outbox.forget_old),
)
