"""Whatever stands in the files: it is read, or told as problems; nothing else ever happens."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.texts import TextError, markdown
from courses.files.card_text import CardText, wrapped
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.files.writing import write
from tests.courses.files.example import FILES, P01, build

TEXTS = sorted(name for name, content in FILES.items() if isinstance(content, str))
WORDS = (
    "one two - + # 1. 2) **bold** *it* === --- [link](https://x.org/a) a\\ \\* &amp; > ~~~ ``` | <b> " + "long" * 9
).split()
paragraphs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


@st.composite
def mutated(draw):
    """An example file with something cut out, put in or said twice."""
    name = draw(st.sampled_from(TEXTS))
    text = FILES[name]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    signs = st.sampled_from(["", "\n", ": ", "- ", "```", "---\n", '"', "{", "]", "&a", "null", "true", "0", "\t", "#"])
    middle = draw(signs | st.text(max_size=20) | st.just(text[start:end] * 2))
    return name, text[:start] + middle + text[end:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("any") / "curriculum")


def reads_or_tells(folder, name, content):
    path = folder / name
    try:
        path.write_bytes(content)
        with contextlib.suppress(CurriculumProblems):
            return read(folder)
        return None
    finally:
        build(folder)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=mutated())
def test_a_changed_file_is_read_or_told(folder, tmp_path_factory, change):
    name, text = change
    program = reads_or_tells(folder, name, text.encode("utf-8", "surrogatepass"))
    if program:  # what is read is written, and read again as the same
        copy = tmp_path_factory.mktemp("copy")
        write(program, copy)
        assert read(copy) == program


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from([*TEXTS, f"{P01}/media/card.png"]), content=st.binary(max_size=300))
def test_any_bytes_are_read_or_told(folder, name, content):
    reads_or_tells(folder, name, content)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.text(max_size=200).map("---\nid: x\n---\n{}".format))
def test_any_card_is_read_or_told(text):
    with contextlib.suppress(TextError):
        card = CardText(text)
        assert card.line("blocks", 0) if card.pieces else card.line("id")


@settings(max_examples=500, deadline=None)
@given(
    st.lists(paragraphs, min_size=1, max_size=3).map("\n\n".join)
    | st.lists(paragraphs.map("- {}".format)).map("\n".join)
)
def test_lines_are_broken_without_changing_what_is_said(text):
    try:
        canonical = markdown.to_markdown(markdown.to_html(text)).rstrip("\n")
    except TextError:
        return
    broken = wrapped(canonical)
    assert markdown.to_html(broken) == markdown.to_html(canonical)
