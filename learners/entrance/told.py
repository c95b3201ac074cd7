"""The mail that tells somebody that the way in was changed. It says that, and not what, who or where."""

from datetime import datetime

from django.template.loader import render_to_string

from learners.post import outbox


def changed(email: str, *, now: datetime) -> None:
    """Call inside the transaction of the act. Without an address nobody is told."""
    if email:
        subject, body = (
            render_to_string(f"account/email/changed_{part}.txt").strip() for part in ("subject", "message")
        )
        outbox.write(email, subject, body, now=now)
