"""Erasing by command, the ledger, the same erasures after a restore, and what is left in the file of the database."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from learners.models import AuditEvent, User
from learners.privacy import erasure, erasure_ledger, neutral
from tests.house import tree
from tests.learners.privacy.scene import found_in, traces

pytestmark = pytest.mark.django_db


def test_the_command_tells_first_and_does_it_then(full, capsys):
    call_command("erase_learner", "ana", dry_run=True)
    said = capsys.readouterr().out
    assert "kept as a record without a name" in said
    assert User.objects.filter(sign_in_name="ana").exists()
    call_command("erase_learner", "ana", yes=True)
    full.ana.refresh_from_db()
    assert full.ana.erased_at
    assert neutral.name(full.ana.uid) in capsys.readouterr().out


def test_the_command_asks_for_the_name(full, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _asked: "ben")
    with pytest.raises(CommandError, match="another name"):
        call_command("erase_learner", "ana")
    full.ana.refresh_from_db()
    assert full.ana.erased_at is None


def test_the_ledger_holds_ids_only_and_each_once(full, settings, tmp_path, now):
    settings.ERASURE_LEDGER = tmp_path / "deep" / "erasures.jsonl"
    erasure.erase_by_hand(full.ana, by=None, now=now)
    assert [erasure_ledger.bring_up_to_date(), erasure_ledger.bring_up_to_date()] == [1, 0]
    (line,) = settings.ERASURE_LEDGER.read_text().splitlines()
    assert set(json.loads(line)) == {"uid", "erased_at"}
    assert settings.ERASURE_LEDGER.stat().st_mode & 0o777 == 0o600


def test_after_a_restore_the_same_people_are_erased_again(full, tmp_path, capsys):
    """The backup is from before: Ana has her name, and the ledger knows better."""
    ledger = tmp_path / "erasures.jsonl"
    ledger.write_text(f'{{"uid": "{full.ana.uid}", "erased_at": "x"}}\n{{"uid": "{neutral.UUID(int=7)}"}}\n')
    call_command("erase_learner", replay=ledger, dry_run=True)
    full.ana.refresh_from_db()
    assert full.ana.erased_at is None
    call_command("erase_learner", replay=ledger)
    full.ana.refresh_from_db()
    assert full.ana.erased_at
    assert full.ana.get_full_name() == neutral.name(full.ana.uid)
    assert "2 listed, 1 erased again" in capsys.readouterr().out
    call_command("erase_learner", replay=ledger)
    assert AuditEvent.objects.filter(action="person-erased").count() == 1


@pytest.mark.parametrize("text", ["nonsense\n", "[]\n", '{"id": 3}\n', '{"uid": "x"}\n'])
def test_a_broken_ledger_erases_nobody(full, tmp_path, text):
    ledger = tmp_path / "erasures.jsonl"
    ledger.write_text(f'{{"uid": "{full.ana.uid}"}}\n{text}')
    with pytest.raises(CommandError, match="Line 2"):
        call_command("erase_learner", replay=ledger)
    full.ana.refresh_from_db()
    assert full.ana.erased_at is None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_the_file_its_journal_or_the_log(full, tmp_path):
    """A real file, and the real command in a process of its own."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL packs its files by itself, later: docs/operations.md")
    file = tmp_path / "copy.sqlite3"
    copy = sqlite3.connect(file)
    connection.connection.backup(copy)
    copy.close()
    gone = traces("ana", full.ana.email)
    assert found_in(file.read_bytes(), gone)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "ERASURE_LEDGER": str(tmp_path / "ledger")}
    command = [sys.executable, str(tree.ROOT / "manage.py"), "erase_learner", "ana", "--yes"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    left = {one.name: found_in(one.read_bytes(), gone) for one in tmp_path.iterdir() if one.is_file()}
    assert {name: words for name, words in left.items() if words} == {}
    assert found_in(done.stdout + done.stderr, gone) == []
    assert found_in(file.read_bytes(), traces("ben", full.ben.email))  # others are untouched
