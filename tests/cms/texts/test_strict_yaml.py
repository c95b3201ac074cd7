"""Strict YAML: nothing is guessed, every mistake has its line, and what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts import TextError
from cms.texts.strict_yaml import dump, load

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(st.characters(codec="utf-8"), max_size=140),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "value", ["yes", "no", "on", "off", "10:30", "012", "2026-01-31", "1.5", "1e3", "~", "Null", "0x1F", "1_000"]
)
def test_only_true_false_null_and_whole_numbers_are_anything_but_text(value):
    assert load(f"a: {value}").data == {"a": value}


def test_true_false_null_and_whole_numbers_are_read():
    assert load("[true, false, null, 0, 12, -3]").data == [True, False, None, 0, 12, -3]


def test_quoted_words_stay_text():
    assert load('{a: "true", b: \'12\', c: "null"}').data == {"a": "true", "b": "12", "c": "null"}


def test_names_are_always_text():
    assert load("{1: a, true: b}").data == {"1": "a", "true": "b"}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "given twice"),
        ("a:\nb: 2", 1, 'Write "" for an empty text'),
        ("a: 1\nb: one: two", 2, "in quotes"),
        ("a: 1\nb: @home", 2, "special character"),
        ("a: &x 1\nb: *x", 1, "not supported"),
        ("a: 1\nb: *x", 2, "not supported"),
        ("a: !!python/name:os.system x", 1, "Tags"),
        ("a: 1\n---\nb: 2", 1, "one document"),
        ("", 1, "Nothing is written"),
        ("a: [1, 2", 1, "not right"),
        ("a: 1\n\tb: 2", 2, "tabs"),
        ("? [a]\n: b", 1, "name is wanted"),
        ("a: " + "[" * 30 + "]" * 30, 1, "too deeply"),
    ],
)
def test_a_mistake_names_its_line_and_what_to_do(text, line, words):
    with pytest.raises(TextError, match=words) as mistake:
        load(text)
    assert mistake.value.line in (line, line + 1)


def test_lines_are_those_of_the_file():
    loaded = load("title: A\nitems:\n  - label: one\n  - label: two\n", first_line=10)
    assert loaded.line("items", 1, "label") == 13
    assert loaded.line("items", 1, "missing") == 13
    assert loaded.line("nowhere") == 10


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert load(dump(value)).data == value


def test_long_and_many_lined_texts_stay_readable():
    written = dump({"long": "word " * 40 + "end", "lines": "one\ntwo\n", "codes": ["TIP50", "ODT"]})
    assert "long: >-" in written
    assert "lines: |" in written
    assert "codes: [TIP50, ODT]" in written
