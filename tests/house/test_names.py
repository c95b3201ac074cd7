"""Names say what is inside: no drawers, a docstring at the head of each module, a fixed ground plan."""

import ast

from tests.house import tree

DRAWERS = {"utils", "util", "helpers", "helper", "services", "service", "managers", "mixins", "misc", "common", "tools"}
GROUND_PLAN = {
    ".ci", ".env.example", ".gitignore", "CHANGELOG.md", "LICENSE", "LICENSE-CURRICULUM", "Makefile", "README.md",
    "SECURITY.md", "cms", "courses", "docs", "learners", "manage.py", "pyproject.toml", "requirements-dev.txt",
    "requirements.txt", "run.py", "templates", "tests",
}  # fmt: skip


def test_no_module_is_a_drawer():
    found = [tree.name(path) for path in tree.files(".py") if DRAWERS & {path.stem, *path.relative_to(tree.ROOT).parts}]
    assert found == []


def test_every_module_says_what_it_is_for():
    """In one to five lines. An empty `__init__.py` has nothing to say."""
    for path in [*tree.code(), *tree.files(".py", under="tests"), tree.ROOT / "run.py", tree.ROOT / "manage.py"]:
        source = tree.read(path)
        if source.strip():
            said = ast.get_docstring(ast.parse(source))
            assert said, f"{tree.name(path)} has no docstring"
            assert len(said.splitlines()) <= 8, f"{tree.name(path)} says too much at its head"


def test_the_top_folder_holds_only_the_ground_plan():
    present = {tree.name(path).split("/")[0] for path in tree.files()}
    assert present - GROUND_PLAN == set()


def test_tests_mirror_the_code():
    """A folder of tests for an app, named as the app; no test file hides inside an app."""
    assert [
        tree.name(path) for app in tree.APPS for path in tree.files(".py", under=app) if path.stem.startswith("test_")
    ] == []
    assert all((tree.ROOT / "tests" / app).is_dir() for app in tree.APPS)
