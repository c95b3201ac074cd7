"""What is checked in would work on any machine: no path of one, no address of a package registry."""

import re

import pytest

from tests.house import tree

# Put together here, so that this file does not find itself.
HOME = "|".join(("root", "work", "home/[a-z]", "Users/[a-zA-Z]", "opt/pypi", "opt/wheels"))
A_MACHINE = re.compile(rf"(?<![\w./~>-])/(?:{HOME})\b[\w/.-]*")
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org", "index" + "-url")


def written() -> list:
    return [path for path in tree.files() if path.suffix in tree.TEXT]


@pytest.mark.parametrize("folder", ["", "cms", "courses", "docs", "learners", "templates", "tests"])
def test_no_file_names_a_machine_or_a_registry(folder):
    paths = [path for path in written() if (tree.name(path).split("/")[0] if "/" in tree.name(path) else "") == folder]
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        assert A_MACHINE.findall(text) == [], tree.name(path)
        assert [host for host in REGISTRIES if host in text] == [], tree.name(path)


def test_nothing_secret_is_checked_in():
    ignored = tree.read(tree.ROOT / ".gitignore").split()
    assert {".env", ".venv/", "/var/"} <= set(ignored)
