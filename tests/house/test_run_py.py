"""`run.py` must run before anything is installed, and an old Python must be able to read it and say so."""

import ast
import stat
import sys

import pytest

import run
from tests.house import tree

SOURCE = tree.read(tree.ROOT / "run.py")


def test_an_old_python_can_read_it():
    ast.parse(SOURCE, feature_version=(3, 6))


def test_it_imports_only_the_standard_library():
    imported = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imported if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imported if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """run.py as if it lay in an empty folder."""
    for name, path in {"ROOT": "", "VAR": "var", "ENV_FILE": ".env", "LOG": "log", "DONE": "done"}.items():
        monkeypatch.setattr(run, name, tmp_path / path)
    for name in ("DATABASE_URL", "GROUNDWORK_MODE", "SECRET_KEY", "FIELD_KEYS", "AUDIT_SIGNING_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "var").mkdir()
    return tmp_path


def test_the_settings_file_is_private_and_never_overwritten(copy):
    run.write_env_file()
    first = run.ENV_FILE.read_text()
    assert stat.S_IMODE(run.ENV_FILE.stat().st_mode) == 0o600
    run.write_env_file()
    assert run.ENV_FILE.read_text() == first
    assert run.setting("GROUNDWORK_MODE", "") == "local"
    assert run.setting("SECRET_KEY", "") in first


def test_an_older_copy_gets_the_keys_that_came_later(copy):
    run.ENV_FILE.write_text("GROUNDWORK_MODE=local\nSECRET_KEY=kept")
    run.write_env_file()
    key, first = run.setting("AUDIT_SIGNING_KEY", ""), run.ENV_FILE.read_text()
    assert len(key) == 44
    assert run.setting("SECRET_KEY", "") == "kept"
    run.write_env_file()
    assert run.ENV_FILE.read_text() == first


@pytest.mark.parametrize(
    "there", ["GROUNDWORK_MODE=production\n", "GROUNDWORK_MODE=local\nAUDIT_SIGNING_KEY_FILE=/k\n"]
)
def test_a_file_that_is_somebody_elses_to_change_stays(copy, there):
    run.ENV_FILE.write_text(there)
    run.write_env_file()
    assert run.ENV_FILE.read_text() == there


def test_each_copy_gets_its_own_keys(copy):
    run.write_env_file()
    first = run.setting("FIELD_KEYS", "")
    run.ENV_FILE.unlink()
    run.write_env_file()
    assert run.setting("FIELD_KEYS", "") != first


def test_a_production_settings_file_is_not_served(copy):
    run.ENV_FILE.write_text("GROUNDWORK_MODE=production\n")
    with pytest.raises(run.Stop, match="for production"):
        run.check_local()


def test_a_damaged_database_is_named(copy):
    run.write_env_file()
    (run.VAR / "groundwork.sqlite3").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(run.Stop, match="cannot be used"):
        run.is_migrated()


def test_a_taken_port_is_named():
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(run.Stop, match=f"Port {port} is taken"):
            run.check_port(port)


@pytest.mark.parametrize("name", run.MADE_FROM)
def test_every_pattern_of_a_step_finds_files(name):
    assert all(any(tree.ROOT.glob(pattern)) for pattern in run.MADE_FROM[name])


def test_the_steps_are_those_of_the_command():
    from cms.management.commands import set_up

    assert list(run.MADE_FROM) == list(set_up.STEPS)


def test_a_traceback_is_not_shown(tmp_path):
    log = tmp_path / "log"
    log.write_text(
        "Traceback (most recent call last):\n  x\ndjango.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set.\n"
    )
    assert run.reason(log) == "SECRET_KEY is not set."
    log.write_text("CommandError: Two lines\nof explanation.\n")
    assert run.reason(log) == "Two lines\nof explanation."


def test_a_local_copy_does_what_is_due_once_a_minute(copy, monkeypatch):
    """With the address that people use, as it stands in the mail."""
    from django.core.management import get_commands

    run.write_env_file()
    monkeypatch.delenv("BASE_URL", raising=False)
    started = []
    monkeypatch.setattr(run.subprocess, "Popen", lambda command, **options: started.append((command, options)))
    run.start_tick(8123, None)
    ((command, options),) = started
    assert command[1:] == ["manage.py", "tick", "--every", "60"]
    assert "tick" in get_commands()
    assert options["env"]["BASE_URL"] == "http://127.0.0.1:8123"
