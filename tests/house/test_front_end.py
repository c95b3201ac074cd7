"""What a browser gets: nothing from elsewhere, nothing inline, nothing kept in the browser, one h1 a page."""

import re
from pathlib import Path

import pytest

from tests.house import tree

ADMIN = re.compile(r"^templates/(wagtail\w*|\w+/admin)/")
FOREIGN_RESOURCE = re.compile(
    r"<(?:script|link|img|source|iframe|video|audio|track|object|embed|use|form)\b[^>]*?"
    r"\b(?:src|href|srcset|poster|data|action)\s*=\s*[\"']?\s*(?:https?:)?//",
    re.IGNORECASE | re.DOTALL,
)
INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE | re.DOTALL),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
KEPT_IN_THE_BROWSER = re.compile(
    r"\b(localStorage|sessionStorage|indexedDB|caches\.open|serviceWorker|document\.cookie)\b"
)
INCLUDE = re.compile(r"{%\s*include\s+\"([^\"]+)\"")
EXTENDS = re.compile(r"{%\s*extends\s+\"([^\"]+)\"")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)

# Page templates whose alternatives (if/else) each hold an h1 of their own.
ALTERNATIVES = {"templates/account/password_reset_from_key.html": 2}


def markup(path: Path) -> str:
    return COMMENT.sub("", tree.read(path))


def ours() -> list[Path]:
    return [path for path in tree.templates() if not ADMIN.match(tree.name(path))]


def static(suffix: str) -> list[Path]:
    return [path for app in tree.APPS for path in tree.files(suffix, under=app) if "static" in path.parts]


def own(path: Path) -> bool:
    """Not a file that only Wagtail's editor loads."""
    return "admin" not in path.parts


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name)
def test_a_template_loads_nothing_from_elsewhere(path):
    assert FOREIGN_RESOURCE.findall(markup(path)) == []


@pytest.mark.parametrize("path", ours(), ids=tree.name)
def test_a_template_has_nothing_inline(path):
    assert [what for what, pattern in INLINE.items() if pattern.search(markup(path))] == []


@pytest.mark.parametrize("path", static(".css"), ids=tree.name)
def test_a_stylesheet_loads_nothing_from_elsewhere(path):
    assert re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", tree.read(path)) == []


@pytest.mark.parametrize("path", static(".js"), ids=tree.name)
def test_a_script_calls_nobody_else_and_keeps_nothing(path):
    source = re.sub(r"/\*.*?\*/|(?m:(?<!:)//.*$)", "", tree.read(path), flags=re.DOTALL)
    assert re.findall(r"https?://", source.replace("http://www.w3.org/2000/svg", "")) == []
    assert KEPT_IN_THE_BROWSER.findall(source) == []
    if own(path):
        assert re.findall(r"\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write", source) == []


def headings(path: Path, seen: tuple[Path, ...] = ()) -> int:
    """The h1 elements of a template and of what it includes; where there are none, those of what it extends."""
    source = markup(path)
    here = len(re.findall(r"<h1\b", source)) + sum(
        headings(file, (*seen, path)) for file in named(INCLUDE, source, seen)
    )
    return here or sum(headings(file, (*seen, path)) for file in named(EXTENDS, source, seen))


def named(what: re.Pattern[str], source: str, seen: tuple[Path, ...] = ()) -> list[Path]:
    files = [tree.ROOT / "templates" / name for name in what.findall(source)]
    return [file for file in files if file.is_file() and file not in seen]


def pages() -> list[Path]:
    """Templates that extend another and that no other extends."""
    frames = {file for path in ours() for file in named(EXTENDS, markup(path))}
    extending = [path for path in ours() if EXTENDS.search(markup(path)) and not path.name.startswith("base")]
    return [path for path in extending if path not in frames]


@pytest.mark.parametrize("path", pages(), ids=tree.name)
def test_a_page_has_exactly_one_h1(path):
    assert headings(path) == ALTERNATIVES.get(tree.name(path), 1)


def test_the_frame_of_all_pages_has_no_h1_of_its_own():
    assert headings(tree.ROOT / "templates/base.html") == 0
