"""Counts of tries hold across processes, and name nobody; what need not be shared stays in memory."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from learners.entrance import delays, shared_counts
from learners.models import SharedCount
from tests import kept_database

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
KEY = "allauth:rl:allauth.account:login:5/300/key:203.0.113.9"


def test_what_allauth_counts_stands_in_the_database_and_nothing_else_does():
    cache.set(KEY, [1.5, 2.5], 60)
    cache.set("wagtail_site_root_paths", "x", 60)
    assert cache.get(KEY) == [1.5, 2.5]
    assert cache.get("wagtail_site_root_paths") == "x"
    assert SharedCount.objects.count() == 1


def test_the_key_cannot_be_read_or_found_by_trying(settings):
    cache.set(KEY, [1], 60)
    row = SharedCount.objects.get()
    assert "203" not in row.name + row.value
    assert len(row.name) == 64
    settings.SECRET_KEY = "another one, which is long enough for this test"
    assert cache.get(KEY) is None


def test_one_of_two_gets_the_lock():
    assert cache.add(f"{KEY}:lock", True, 10)
    assert not cache.add(f"{KEY}:lock", True, 10)
    cache.delete(f"{KEY}:lock")
    assert cache.add(f"{KEY}:lock", True, 10)


def test_a_lock_that_was_left_behind_runs_out(time_machine):
    time_machine.move_to(1_800_000_000)
    assert cache.add(KEY, True, 10)
    time_machine.move_to(1_800_000_011)
    assert cache.get(KEY) is None
    assert KEY not in cache
    assert cache.add(KEY, "new", 10)
    assert cache.get(KEY) == "new"


def test_what_has_run_out_is_forgotten():
    cache.set(KEY, 1, 60)
    assert shared_counts.forget_old(time.time()) == 0
    assert shared_counts.forget_old(time.time() + 61) == 1
    cache.set(KEY, 1, None)
    assert shared_counts.forget_old(time.time() + 61) == 0


@pytest.mark.parametrize("act", [lambda: cache.get(KEY), lambda: cache.set(KEY, 1, 9), lambda: cache.add(KEY, 1, 9)])
def test_each_costs_one_statement(act, django_assert_num_queries):
    with django_assert_num_queries(1):
        act()


def test_counting_on_needs_something_to_count_on(time_machine, django_assert_num_queries):
    time_machine.move_to(1_800_000_000)
    with pytest.raises(ValueError, match="pace:x"):
        cache.incr("pace:x")
    cache.add("pace:x", 1, 10)
    with django_assert_num_queries(1):
        assert cache.incr("pace:x") == 2
    assert cache.get("pace:x") == 2
    time_machine.move_to(1_800_000_011)
    with pytest.raises(ValueError, match="pace:x"):
        cache.incr("pace:x")


# --- two processes --------------------------------------------------------------------------------------------------

TRY = """
import django, sys
django.setup()
from django.conf import settings
from learners.entrance import delays, pace
settings.PACES = {"search": (4, 60)}
for _ in range(3):
    print(delays.begin("ana", now=float(sys.argv[1])), int(pace.is_within("search", 1, now=float(sys.argv[1]))))
"""


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file stands for any database that processes share")
def test_two_processes_count_together(tmp_path):
    """Three wrong tries in one process and three in another: the sixth has to wait. Of as many searches the fifth."""
    file = tmp_path / "shared.sqlite3"
    with sqlite3.connect(kept_database.path()) as kept, sqlite3.connect(file) as copy:
        kept.backup(copy)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "cms.settings"}
    said = []
    for _process in range(2):
        command = [sys.executable, "-c", TRY, "1800000000"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        said += [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert said == [(0, 1), (0, 1), (0, 1), (0, 1), (0, 0), (60, 0)]


# --- the wait that grows --------------------------------------------------------------------------------------------


def test_the_wait_grows_and_ends():
    assert [delays.wait_after(wrong) for wrong in range(4, 12)] == [0, 60, 120, 240, 480, 900, 900, 900]
    assert delays.wait_after(10_000) == 15 * 60, "never a lock that stays"


def test_each_name_waits_by_itself_however_it_is_written():
    for _ in range(5):
        assert delays.begin(" Ana ", now=0) == 0
    assert delays.begin("ana", now=1) == 59
    assert delays.begin("ben", now=1) == 0


def test_after_the_wait_one_try_is_free_and_the_next_wait_is_longer():
    for _ in range(5):
        delays.begin("ana", now=0)
    assert delays.begin("ana", now=60) == 0
    assert delays.begin("ana", now=61) == 119


def test_asking_while_one_waits_makes_it_no_longer():
    for _ in range(5):
        delays.begin("ana", now=0)
    assert {delays.begin("ana", now=30) for _ in range(20)} == {30}
    assert delays.begin("ana", now=60) == 0


def test_a_right_password_begins_anew():
    for _ in range(5):
        delays.begin("ana", now=0)
    delays.forgive("ANA")
    assert delays.begin("ana", now=1) == 0


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
def test_a_cache_that_forgets_everything_locks_nobody_out():
    assert [delays.begin("ana", now=0) for _ in range(8)] == [0] * 8
