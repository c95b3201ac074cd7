"""The small Markdown: both ways without loss, and a clear message for what it does not know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.texts import TextError
from cms.texts.markdown import canonical, read_markdown, to_html, to_markdown, words, write_markdown
from cms.texts.rich import Block, Run, tidy, write_html

LETTERS = st.text(
    st.sampled_from("ab é1.)!*_[]`<>&#-+~=|\\\"'(:;\n\t\u00a0😀") | st.characters(codec="utf-8"), max_size=8
)
WORDS = st.text(st.sampled_from("abc de.,'\"!?()-1"), max_size=12)
HREFS = st.sampled_from(
    ["", "", "", "https://example.org/a?b=1&copy=2", "tel:988", "/getting-help-now/", "https://e.org/(x)_y*z"]
)


def blocks_of(letters):
    runs = st.builds(Run, letters, st.booleans(), st.booleans(), HREFS)
    lines = st.lists(runs, max_size=5).map(tuple)
    paragraphs = lines.map(lambda line: Block("p", (line,)))
    lists = st.builds(Block, st.sampled_from(["ul", "ol"]), st.lists(lines, min_size=1, max_size=3).map(tuple))
    return st.lists(paragraphs | lists, max_size=4).map(tidy)


def test_each_kind_of_text_becomes_html():
    html = to_html("You can **call** or *text*\n[988](tel:988).\n\n- one\n- two\n\n1. first\n2. second\n")
    assert html == (
        '<p>You can <b>call</b> or <i>text</i> <a href="tel:988">988</a>.</p>'
        "<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"
    )


def test_wagtails_html_becomes_markdown():
    html = '<p data-block-key="x1">Hi <strong>you</strong> &amp; <em>me</em><br/>there</p>'
    html += '<ul><li data-block-key="x2">one</li></ul>'
    assert to_markdown(html) == "Hi **you** & *me*\\\nthere\n\n- one\n"


def test_words_keeps_only_the_words():
    assert words("<p>Call <b>988</b>.</p><ul><li>one</li><li>two</li></ul>") == "Call 988.\none\ntwo"


@pytest.mark.parametrize(
    ("markdown", "line", "message"),
    [
        ("ok\n\n> quoted", 3, "quotation"),
        ("ok\n\n<script>alert(1)</script>", 3, "HTML"),
        ("a <b>bold</b>", 1, "HTML"),
        ("![cat](https://example.org/cat.png)", 1, "image block"),
        ("- a\n  - b", 2, "list inside a list"),
        ("- a\n\n  b", 3, "one paragraph"),
        ("# Title", 1, "heading"),
        ("[x](javascript:alert(1))", 1, "A link must begin"),
        ("[x](//evil.example)", 1, "A link must begin"),
        ("`code`", 1, "backticks"),
        ("ok\n\n---\n", 3, "line across"),
    ],
)
def test_what_is_not_supported_is_named_with_its_line(markdown, line, message):
    with pytest.raises(TextError, match=message) as mistake:
        to_html(markdown)
    assert mistake.value.line == line


@pytest.mark.parametrize(
    "html",
    ["<h2>a</h2>", '<p><a href="javascript:x">a</a></p>', "<table></table>", '<p><a linktype="page" id="3">a</a></p>'],
)
def test_html_that_does_not_belong_is_refused(html):
    with pytest.raises(TextError):
        to_markdown(html)


@settings(max_examples=400)
@given(blocks_of(WORDS))
def test_html_to_markdown_and_back_loses_nothing(blocks):
    html = write_html(blocks)
    assert to_html(to_markdown(html)) == html


@settings(max_examples=300)
@given(blocks_of(LETTERS))
def test_odd_characters_survive_the_way_there_and_back(blocks):
    assert read_markdown(write_markdown(blocks)) == blocks


@given(blocks_of(LETTERS))
def test_canonical_html_is_its_own_canonical_form(blocks):
    assert canonical(write_html(blocks)) == write_html(blocks)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    try:
        html = to_html(text)
    except TextError:
        return
    assert to_html(to_markdown(html)) == html


@given(st.text(max_size=200))
def test_any_html_is_read_or_refused_and_never_breaks(text):
    try:
        html = canonical(text)
    except TextError:
        return
    assert canonical(html) == html
