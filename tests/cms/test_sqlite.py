"""Writers on SQLite take turns: in memory among threads, by a locked file among processes."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import ConnectionHandler, OperationalError

from cms import database


@pytest.fixture
def handler(tmp_path, django_db_blocker) -> Iterator[ConnectionHandler]:
    settings = {**database.from_url(f"sqlite:///{tmp_path / 'some.sqlite3'}"), "ENGINE": "cms.sqlite"}
    settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": 5}
    handler = ConnectionHandler({"default": settings})
    with django_db_blocker.unblock():
        with handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE tally (number INTEGER)")
            cursor.execute("INSERT INTO tally VALUES (0)")
        yield handler
        handler["default"].close()


@contextmanager
def transaction(one) -> Iterator[None]:
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield
        one.commit()
    except BaseException:
        one.rollback()
        raise
    finally:
        one.set_autocommit(True)


def number_of(one) -> int:
    with one.cursor() as cursor:
        return cursor.execute("SELECT number FROM tally").fetchone()[0]


def count_up(one) -> None:
    with transaction(one), one.cursor() as cursor:
        cursor.execute("UPDATE tally SET number = %s", [number_of(one) + 1])


@pytest.fixture
def file_lock(handler, tmp_path):
    """What another process would hold."""
    with (tmp_path / "some.sqlite3-queue").open("w") as file:
        yield file


def test_eight_threads_that_read_and_then_write_lose_nothing(handler):
    def work() -> None:
        for _ in range(25):
            count_up(handler["default"])
        handler["default"].close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number_of(handler["default"]) == 200


def test_a_writer_waits_for_another_process(handler, file_lock):
    fcntl.flock(file_lock, fcntl.LOCK_EX)
    threading.Timer(0.2, fcntl.flock, (file_lock, fcntl.LOCK_UN)).start()
    count_up(handler["default"])
    assert number_of(handler["default"]) == 1


def test_it_gives_up_when_the_turn_does_not_come_and_can_go_on_later(handler, file_lock):
    handler["default"].settings_dict["OPTIONS"]["timeout"] = 0.1
    fcntl.flock(file_lock, fcntl.LOCK_EX)
    with pytest.raises(OperationalError, match="another process writes"):
        count_up(handler["default"])
    fcntl.flock(file_lock, fcntl.LOCK_UN)
    count_up(handler["default"])
    assert number_of(handler["default"]) == 1


@pytest.mark.parametrize("end", ["rollback", "close"])
def test_the_turn_goes_to_the_next_one_after_a(end, handler, file_lock):
    one = handler["default"]
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(BlockingIOError):
        fcntl.flock(file_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    getattr(one, end)()
    fcntl.flock(file_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_database_in_memory_has_no_queue(django_db_blocker):
    settings = {**database.from_url("sqlite:///:memory:"), "ENGINE": "cms.sqlite"}
    with django_db_blocker.unblock():
        one = ConnectionHandler({"default": settings})["default"]
        with transaction(one):
            assert one._turn is None
        one.close()


def test_it_is_sqlite_to_everybody_who_asks(handler):
    assert handler["default"].vendor == "sqlite"
    assert type(handler["default"].features).__module__ == "django.db.backends.sqlite3.features"
