"""`.env.example` tells of exactly the names that the settings read, and the locks hold what `run.py` promises."""

import ast
import re

from tests.house import tree

READERS = {"text", "flag", "number", "listing", "choice"}
PIN = re.compile(r"(?m)^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)")


def names_read() -> set[str]:
    calls = [
        node for node in ast.walk(ast.parse(tree.read(tree.ROOT / "cms/settings.py"))) if isinstance(node, ast.Call)
    ]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in READERS and ast.unparse(call.func.value) == "env"
    }


def test_the_example_names_every_setting_and_no_other():
    example = tree.read(tree.ROOT / ".env.example")
    told = re.findall(r"(?m)^#?\s?([A-Z][A-Z0-9_]+)=", example)
    assert sorted(told) == sorted(set(told)), "a name stands twice"
    assert set(told) == names_read() - {"GROUNDWORK_ENV_FILE"}


def test_nobody_but_the_settings_reads_the_environment():
    readers = [tree.name(path) for path in tree.code() if re.search(r"os\.(environ|getenv)", tree.read(path))]
    assert set(readers) <= {"cms/env.py", "cms/wsgi.py"}


def test_the_development_lock_contains_the_other_one():
    running = dict(PIN.findall(tree.read(tree.ROOT / "requirements.txt")))
    developing = dict(PIN.findall(tree.read(tree.ROOT / "requirements-dev.txt")))
    assert running
    assert {
        name: (version, developing.get(name)) for name, version in running.items() if developing.get(name) != version
    } == {}


def test_every_pin_of_the_locks_has_hashes_and_names_no_address():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = tree.read(tree.ROOT / lock)
        assert "://" not in text
        assert all("--hash=sha256:" in entry for entry in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]), lock
