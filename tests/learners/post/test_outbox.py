"""Mail goes out after the commit, sealed until then: once where nothing breaks, at least once where something does."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.db import transaction

from learners.models import OutgoingMail
from learners.post import outbox

pytestmark = pytest.mark.django_db


def waiting(now, to="ana@example.org") -> OutgoingMail:
    return outbox.write(to, "You have a new message", "Hello", now=now)


def test_a_mail_is_sent_with_a_neutral_sender_and_its_text_is_forgotten(now):
    row = waiting(now)
    assert "ana@example.org" not in row.sealed
    assert outbox.send_waiting(now) == 1
    sent = mail.outbox[0]
    assert (sent.to, sent.subject, sent.body) == (["ana@example.org"], "You have a new message", "Hello")
    assert sent.from_email.startswith("Notices <")
    row.refresh_from_db()
    assert row.sealed == ""
    assert row.sent_at is not None


def test_what_is_rolled_back_is_never_sent(now):
    with transaction.atomic():
        waiting(now)
        transaction.set_rollback(True)
    assert outbox.send_waiting(now) == 0


def test_two_ticks_at_once_send_it_once(now, monkeypatch):
    """Both have read the row before either takes it."""
    row = waiting(now)
    first, second = OutgoingMail.objects.get(pk=row.pk), OutgoingMail.objects.get(pk=row.pk)
    assert [outbox._claim(first, now), outbox._claim(second, now)] == [True, False]


def test_a_kill_between_sending_and_noting_it_sends_again_under_the_same_id(now, monkeypatch):
    waiting(now)

    def killed(row):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_mark_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            outbox.send_waiting(now)
    assert outbox.send_waiting(now + timedelta(minutes=1)) == 0, "somebody may still be at it"
    assert outbox.send_waiting(now + outbox.LEASE) == 1
    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert outbox.send_waiting(now + timedelta(days=1)) == 0


@pytest.fixture
def broken(settings):
    settings.EMAIL_BACKEND = "tests.learners.post.test_outbox.Broken"


class Broken:
    """A mail server that refuses everybody, by name."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError(f"refused: {messages[0].to[0]}")


def test_it_is_tried_again_at_growing_distances_and_then_given_up(now, broken, caplog):
    caplog.set_level(logging.DEBUG)
    row = waiting(now)
    tried = []
    for minute in range(3 * 24 * 60):
        moment = now + timedelta(minutes=minute)
        outbox.send_waiting(moment) if OutgoingMail.objects.filter(not_before__lte=moment, gave_up_at=None) else None
        row.refresh_from_db()
        if row.tries > len(tried):
            tried.append(minute)
        if row.gave_up_at:
            break
    gaps = [later - earlier for earlier, later in pairwise(tried)]
    assert gaps == list(outbox.WAITS)
    assert row.sealed == ""
    assert str(row.pk) in caplog.text
    assert "ana@example.org" not in caplog.text


def test_one_that_cannot_be_opened_does_not_hold_up_the_next(now):
    bad = waiting(now)
    OutgoingMail.objects.filter(pk=bad.pk).update(sealed="1.none.x")
    waiting(now + timedelta(seconds=1), "ben@example.org")
    assert outbox.send_waiting(now + timedelta(seconds=2)) == 1
    assert mail.outbox[0].to == ["ben@example.org"]


def test_a_sealed_mail_cannot_be_moved_to_another_row(now):
    one, other = waiting(now), waiting(now, "ben@example.org")
    OutgoingMail.objects.filter(pk=other.pk).update(sealed=one.sealed)
    assert outbox.send_waiting(now) == 1
    assert [sent.to for sent in mail.outbox] == [["ana@example.org"]]


def test_a_mail_for_nobody_is_never_sent(now):
    outbox.write_for_nobody("You have a new message", "Hello", now=now)
    assert outbox.send_waiting(now + timedelta(days=1)) == 0


def test_old_rows_are_forgotten_and_waiting_ones_stay(now):
    waiting(now)
    outbox.send_waiting(now)
    kept = waiting(now)
    later = now + outbox.KEPT + timedelta(days=1)
    assert outbox.forget_old(later) == 1
    assert list(OutgoingMail.objects.all()) == [kept]
