"""No label for a person anywhere in what we write: pages, messages, documentation."""

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from courses import words
from tests.house import tree

THE_LIST_ITSELF = {"courses/words.py"}
NOT_PROSE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]+>", re.DOTALL)
# Titles of sources stay as they were published.
SOURCES = re.compile(r"<section class=\"sources\".*?</section>|^sources:\n(?:  - .*\n)+", re.DOTALL | re.MULTILINE)
CODE_IN_PROSE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", re.DOTALL)


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(tree.read(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def found(text: str) -> list[str]:
    return [label.word for label in words.find(text)]


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name)
def test_a_template_uses_words_that_do_not_hurt(path):
    assert found(html.unescape(NOT_PROSE.sub(" ", SOURCES.sub("", tree.read(path))))) == []


@pytest.mark.parametrize("app", tree.APPS)
def test_the_strings_of_an_app_do_too(app):
    paths = [path for path in tree.files(".py", under=app) if tree.name(path) not in THE_LIST_ITSELF]
    assert {
        tree.name(path): labels for path in paths if (labels := [w for text in strings(path) for w in found(text)])
    } == {}


@pytest.mark.parametrize("path", list(tree.files(".md")), ids=tree.name)
def test_a_text_does_too(path):
    assert found(CODE_IN_PROSE.sub(" ", SOURCES.sub("", tree.read(path)))) == []
