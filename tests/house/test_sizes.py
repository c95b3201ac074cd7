"""Small files and small functions: 40-120 and 8-15 lines are home; from these limits on, a reason is needed."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

FILE, FILE_AT_MOST = 250, 400
FUNCTION = 30
MODELS_IN_A_FILE = 3

# Path -> why it is longer than 250 lines. Never longer than 400.
LONG_FILES = {
    "cms/settings.py": "One settings module, so that every setting is found in one place.",
    "run.py": "One file, because it must run before anything is installed.",
}
# "path::function" -> why it is longer than 30 lines.
LONG_FUNCTIONS: dict[str, str] = {}


def python_files() -> list[Path]:
    return [*tree.code(), *tree.files(".py", under="tests"), tree.ROOT / "run.py", tree.ROOT / "manage.py"]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines, of the body without its docstring: a long explanation is no long function."""
    for node in ast.walk(ast.parse(tree.read(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield f"{tree.name(path)}::{node.name}", node.end_lineno - body[0].lineno + 1


def test_no_file_is_long_without_a_reason():
    lengths = {tree.name(path): len(tree.read(path).splitlines()) for path in python_files()}
    assert {name: n for name, n in lengths.items() if n > FILE and name not in LONG_FILES} == {}
    assert {name: n for name, n in lengths.items() if n > FILE_AT_MOST} == {}


def test_no_function_is_long_without_a_reason():
    long = {name: lines for path in python_files() for name, lines in functions(path) if lines > FUNCTION}
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}


def test_the_lists_of_exceptions_hold_nothing_that_is_not_needed():
    lengths = {tree.name(path): len(tree.read(path).splitlines()) for path in python_files()}
    assert [name for name in LONG_FILES if lengths.get(name, 0) <= FILE] == []
    long = {name for path in python_files() for name, lines in functions(path) if lines > FUNCTION}
    assert [name for name in LONG_FUNCTIONS if name not in long] == []


def test_a_typical_function_is_short():
    lengths = sorted(lines for path in tree.code() for _, lines in functions(path))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 20


@pytest.mark.parametrize("app", tree.APPS)
def test_a_models_file_holds_at_most_three_models(app):
    from django.apps import apps

    count: dict[str, list[str]] = {}
    for model in apps.get_app_config(app).get_models():
        count.setdefault(model.__module__, []).append(model.__name__)
    assert {module: names for module, names in count.items() if len(names) > MODELS_IN_A_FILE} == {}
