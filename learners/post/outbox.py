"""Mail is written here in the transaction of the act that causes it, sealed, and sent afterwards by `manage.py tick`.

At least once: a sender that dies between sending and noting it sends again, under the same Message-ID. A mail may name
its reason, such as an invitation; once that is gone, the mail does not go out.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone

from cms import site
from learners.models import OutgoingMail, User
from learners.safekeeping import encryption

LEASE = timedelta(minutes=10)  # while one sender has it, no other takes it; longer than a mail server may keep us
WAITS = (1, 5, 20, 60, 180, 360, 720)  # minutes after each try; after the last one it gives up
KEPT = timedelta(days=7)
AT_ONCE = 200
log = logging.getLogger(__name__)
Asked = Callable[[str, str, datetime], bool]  # (reason, address, now) -> whether the mail may still go there


def write(to: str, subject: str, body: str, *, now: datetime, because: str = "") -> OutgoingMail:
    """Call inside the transaction of the act. `because`: a reason that is looked at again before it is sent."""
    row = OutgoingMail(made_at=now, not_before=now)
    row.sealed = encryption.seal(json.dumps([to, subject, body, because]), bound_to=_binding(row))
    row.save(force_insert=True)
    return row


def write_for_nobody(subject: str, body: str, *, now: datetime) -> None:
    """Takes as long as `write` and sends nothing: so that the time of an answer tells no known address."""
    row = OutgoingMail(made_at=now, not_before=now, gave_up_at=now)
    encryption.seal(json.dumps(["", subject, body]), bound_to=_binding(row))
    row.save(force_insert=True)


def drop_waiting(address: str, *, now: datetime) -> int:
    """Drop what was written before now and waits for an address that is nobody else's. Opens all that waits. Returns
    how many.
    """
    if not address or User.objects.filter(email__iexact=address, is_active=True).count() > 1:
        return 0
    waiting = OutgoingMail.objects.filter(sent_at=None, gave_up_at=None, made_at__lt=now).exclude(sealed="")
    keys = [row.pk for row in waiting.iterator(chunk_size=AT_ONCE) if _recipient(row) == address.lower()]
    return OutgoingMail.objects.filter(pk__in=keys).update(gave_up_at=now, sealed="")


def _recipient(row: OutgoingMail) -> str:
    """Empty where it cannot be opened."""
    try:
        return str(json.loads(encryption.unseal(row.sealed, bound_to=_binding(row)))[0]).lower()
    except encryption.CannotOpen:
        return ""


# --- what the tick does ---------------------------------------------------------------------------------------------


def _always(because: str, to: str, now: datetime) -> bool:
    return True


def send_waiting(now: datetime, still: Asked = _always) -> int:
    """Send what is due, each by itself, and drop what has lost its reason. Returns how many were sent."""
    due = OutgoingMail.objects.filter(sent_at=None, gave_up_at=None, not_before__lte=now)
    waiting = list(due.order_by("not_before", "made_at")[:AT_ONCE])
    return sum(_send(row, now, still) for row in waiting if _claim(row, now))


def forget_old(now: datetime) -> int:
    """Drop rows that are done with. Returns how many."""
    old = now - KEPT
    rows = OutgoingMail.objects.filter(sent_at__lt=old) | OutgoingMail.objects.filter(gave_up_at__lt=old)
    return rows.delete()[0]


def _claim(row: OutgoingMail, now: datetime) -> bool:
    """Take it for a while, unless somebody else did since it was read."""
    seen = OutgoingMail.objects.filter(pk=row.pk, tries=row.tries, not_before=row.not_before, sent_at=None)
    with transaction.atomic():
        taken = seen.filter(gave_up_at=None).update(tries=row.tries + 1, not_before=now + LEASE)
    row.tries += 1
    return bool(taken)


def _send(row: OutgoingMail, now: datetime, still: Asked) -> bool:
    try:
        to, subject, body, because = _opened(row)
        if because and not still(because, to, now):
            _drop(row, now)
            return False
        _message(row, to, subject, body).send()
    except Exception as error:  # whatever it is, the next mail must go out; the error's words may hold an address
        _put_off(row, now, type(error).__name__)
        return False
    _mark_sent(row)
    return True


def _opened(row: OutgoingMail) -> tuple[str, str, str, str]:
    """Mail that was written before reasons were has none."""
    to, subject, body, *because = json.loads(encryption.unseal(row.sealed, bound_to=_binding(row)))
    return to, subject, body, "".join(because)


def _message(row: OutgoingMail, to: str, subject: str, body: str) -> mail.EmailMessage:
    sender = formataddr((site.facts().sender_name, settings.DEFAULT_FROM_EMAIL))
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{row.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(subject, body, sender, [to], headers=headers)


@transaction.atomic
def _mark_sent(row: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=row.pk).update(sent_at=timezone.now(), sealed="")


@transaction.atomic
def _drop(row: OutgoingMail, now: datetime) -> None:
    OutgoingMail.objects.filter(pk=row.pk).update(gave_up_at=now, sealed="")


@transaction.atomic
def _put_off(row: OutgoingMail, now: datetime, why: str) -> None:
    mine = OutgoingMail.objects.filter(pk=row.pk, tries=row.tries)
    if row.tries > len(WAITS):
        mine.update(gave_up_at=now, sealed="")
        log.error("Mail %s was given up after %s tries (%s).", row.pk, row.tries, why)
        return
    mine.update(not_before=now + timedelta(minutes=WAITS[row.tries - 1]))
    log.warning("Mail %s was not sent at try %s (%s).", row.pk, row.tries, why)


def _binding(row: OutgoingMail) -> str:
    return f"{row._meta.label_lower}.sealed:{row.pk}"
