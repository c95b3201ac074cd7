"""The minute command does every job, also after one that failed, and stops when it is told to."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from learners.management.commands import tick
from learners.post import jobs, outbox
from tests.factories import courses as curriculum
from tests.house import tree


@pytest.mark.django_db
def test_it_sends_what_waits_and_says_so(now, mailoutbox):
    outbox.write("ana@example.org", "You have a new message", "Hello", now=now)
    said = io.StringIO()
    call_command("tick", stdout=said)
    assert said.getvalue().splitlines()[0] == "mails sent: 1"
    assert len(mailoutbox) == 1
    said = io.StringIO()
    call_command("tick", stdout=said)
    assert said.getvalue() == "", "a timer's mail is silent where nothing happened"


@pytest.mark.django_db
def test_a_job_that_fails_does_not_stop_the_next_and_its_words_are_not_logged(monkeypatch, caplog):
    def fails(now):
        raise ValueError("ana@example.org")

    done = []
    monkeypatch.setattr(tick, "JOBS", (jobs.Job("fails", fails), jobs.Job("works", lambda now: done.append(now) or 1)))
    with pytest.raises(CommandError):
        call_command("tick", stdout=io.StringIO())
    assert len(done) == 1
    assert "fails (ValueError)" in caplog.text
    assert "ana@example.org" not in caplog.text


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_the_loop_ends_at_once_when_it_is_told_to(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    command = [sys.executable, "manage.py", "tick", "--every", "600"]
    with subprocess.Popen(command, cwd=tree.ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()  # no table is there: the first round is over
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert "mails sent" in line
    assert time.monotonic() - began < 20
    assert process.returncode == 0


@pytest.mark.django_db
def test_it_knows_every_job_of_the_site():
    assert [job.name for job in jobs.JOBS] == [
        "mails sent",
        "old mails forgotten",
        "questions closed that were left open",
        "old codes and calendar addresses deleted",
        "consents whose day is over",
        "pages published or taken away",
        "sessions cleared",
        "places forgotten where nobody is signed in any more",
        "counts of tries forgotten",
        "checkpoints of the audit log signed",
        "checks of the audit log made",
    ]


@pytest.mark.django_db
def test_sessions_that_have_ended_are_cleared_and_others_stay(now):
    for key, hours in (("ended", -1), ("running", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    assert jobs.clear_sessions(now) == 1
    assert Session.objects.get().session_key == "running"


@pytest.mark.django_db
def test_a_page_is_published_when_its_time_has_come(now):
    page = curriculum.module(curriculum.week(curriculum.empty_program(), 1), "p01", live=False)
    page.go_live_at = now - timedelta(minutes=1)
    page.must_be_whole = False
    page.save_revision(approved_go_live_at=page.go_live_at)
    jobs.publish_due(now)
    page.refresh_from_db()
    assert page.live
