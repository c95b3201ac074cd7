"""Moodle XML: lossless for all kinds, and safe to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange import moodle_xml_reading, moodle_xml_writing
from courses.exchange.questions import Option, Pair, Question, Unreadable
from tests.courses.exchange.questions import anything

MOODLES_OWN = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Default</text></category></question>
  <question type="multichoice">
    <name><text>Colors</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>What is between <em>orange</em> &amp; green?</p>]]></text>
    </questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <single>true</single><shuffleanswers>true</shuffleanswers>
    <answer fraction="100" format="html">
      <text><![CDATA[<p>yellow</p>]]></text><feedback format="html"><text>Yes.</text></feedback>
    </answer>
    <answer fraction="0" format="html"><text>red</text><feedback format="html"><text></text></feedback></answer>
  </question>
  <question type="matching">
    <questiontext format="html"><text>Match.</text></questiontext>
    <generalfeedback format="html"><text>Both eat.</text></generalfeedback>
    <subquestion format="html"><text>cat</text><answer><text>cat food</text></answer></subquestion>
    <subquestion format="html"><text></text><answer><text>hay</text></answer></subquestion>
    <subquestion format="html"><text>dog</text><answer><text>dog food</text></answer></subquestion>
  </question>
  <question type="essay"><questiontext format="html"><text>Write.</text></questiontext></question>
</quiz>"""


@given(st.lists(anything, min_size=1, max_size=4))
def test_what_is_written_is_read_again_without_a_loss(questions):
    read = moodle_xml_reading.read(moodle_xml_writing.write(questions).text)
    assert list(read.questions) == questions
    assert read.notes == ()


@given(st.one_of(st.text(), st.text().map(lambda text: f"<quiz>{text}</quiz>"), st.binary()))
def test_anything_is_read_or_refused_in_words(file):
    assert read_or_said(file)


def read_or_said(file: str | bytes) -> object:
    """What was read, or the words with which it was refused. Any other error is one of ours."""
    try:
        read = moodle_xml_reading.read(file)
    except Unreadable as error:
        return str(error)
    return read.questions or read.notes


def test_what_moodle_writes_is_understood():
    read = moodle_xml_reading.read(MOODLES_OWN)
    choice, match = read.questions
    assert choice == Question(
        "single_choice", "What is between orange & green?", (Option("yellow", True, "Yes."), Option("red"))
    )
    assert match.pairs == (Pair("cat", "cat food", "Both eat."), Pair("dog", "dog food", "Both eat."))
    assert [(note.number, note.message.split()[0]) for note in read.notes] == [(2, "Right"), (3, "“essay”")]


BOMB = '<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><quiz><question type="essay">&b;</question></quiz>'
OUTSIDE = (
    '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz><question type="truefalse">&a;</question></quiz>'
)


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused(text):
    with pytest.raises(Unreadable, match="document type"):
        moodle_xml_reading.read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("<quiz><question", "well-formed"), ("<html/>", "not Moodle"), ("<quiz/>", "no question"), ("", "well-formed")],
)
def test_another_file_is_refused_with_what_to_do(text, said):
    with pytest.raises(Unreadable, match=said):
        moodle_xml_reading.read(text)


def test_all_or_nothing_is_told_as_lost():
    several = Question("multiple_choice", "Which?", (Option("a", True), Option("b", True), Option("c")))
    written = moodle_xml_writing.write([several])
    assert "part of the mark" in written.losses[0].message
    assert 'fraction="50"' in written.text


def test_characters_that_xml_cannot_hold_are_left_out():
    question = Question("true_false", "So\x00 it is\x0b\ufffe.", (Option("True", True), Option("False")))
    assert moodle_xml_reading.read(moodle_xml_writing.write([question]).text).questions[0].prompt == "So it is ."
