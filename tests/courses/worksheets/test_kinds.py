"""What holds for every kind of field, whatever is written or posted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.worksheets import FIELD_KINDS, FieldError
from tests.courses.worksheets.fields import FIELDS, filled, post_of


def kind_of(field):
    return FIELD_KINDS[field["kind"]]


def name_of(field):
    return field["kind"]


def test_the_kinds_are_those_of_the_file_format():
    assert sorted(FIELD_KINDS) == sorted(field["kind"] for field in FIELDS)


@given(filled())
def test_what_a_form_shows_is_what_it_saves(case):
    field, value = case
    post = post_of(kind_of(field).inputs(field, value))
    assert kind_of(field).read(field, post) == value


@given(filled())
def test_another_prefix_changes_names_only(case):
    field, value = case
    kind = kind_of(field)
    assert kind.read(field, post_of(kind.inputs(field, value, prefix="w7")), prefix="w7") == value
    assert all(control.name.startswith("w7") for control in kind.inputs(field, value, prefix="w7"))


@given(filled())
def test_values_are_json_and_not_empty(case):
    field, value = case
    assert json.loads(json.dumps(value)) == value
    assert not kind_of(field).is_empty(value)
    assert kind_of(field).words(field, value)


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
def test_a_blank_form_is_empty_and_has_no_words(field):
    kind = kind_of(field)
    blank = {control.name: [" \r\n "] for control in kind.inputs(field, None)}
    assert kind.read(field, {}) is None
    assert kind.read(field, blank) is None
    assert kind.is_empty(None)
    assert kind.words(field, None) == []


@given(st.sampled_from(FIELDS), st.data())
def test_any_post_is_kept_whole_or_refused_with_a_sentence_that_keeps_it(field, data):
    kind = kind_of(field)
    names = sorted({control.name for control in kind.inputs(field, None)})
    values = st.lists(st.text(st.characters(exclude_categories=[])) | st.just("é" * 5000) | st.just("7"), max_size=12)
    post = data.draw(st.dictionaries(st.sampled_from(names), values))
    try:
        value = kind.read(field, post)
    except FieldError as error:
        value = error.kept
    assert kind.inputs(field, value)
    json.dumps(value, ensure_ascii=False).encode()
    if field["kind"] in ("short_text", "long_text", "list", "table", "contact"):
        written = {
            line
            for posted in post.values()
            for text in posted
            for line in text.replace("\0", "").split()
            if line.isascii()
        }
        assert written <= set(" ".join(control.value for control in kind.inputs(field, value)).split())


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
def test_good_fields_have_no_problems_and_empty_ones_have_some(field):
    assert kind_of(field).problems(field) == []
    assert {problem.code for problem in kind_of(field).problems({})} >= {"no-label"}


@pytest.mark.parametrize("field", FIELDS, ids=name_of)
def test_a_long_label_is_a_problem(field):
    assert [problem.code for problem in kind_of(field).problems(field | {"label": "x" * 91})] == ["long-label"]
    assert kind_of(field).problems(field | {"label": "x" * 90}) == []
