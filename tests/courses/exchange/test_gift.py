"""GIFT: what we write we read again, what others write we understand, what neither can hold is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange import gift_reading, gift_writing
from courses.exchange.questions import Item, Option, Pair, Question, Unreadable
from tests.courses.exchange.questions import in_gift


@given(st.lists(in_gift, min_size=1, max_size=4))
def test_what_is_written_is_read_again_without_a_loss(questions):
    read = gift_reading.read(gift_writing.write(questions).text)
    assert list(read.questions) == questions
    assert read.notes == ()


@given(st.text(st.sampled_from(list("ab {}=~#->%\\:/$1T\n[]"))))
def test_any_text_is_read_or_refused_in_words(text):
    assert read_or_said(text)


def read_or_said(text: str) -> object:
    """What was read, or the words with which it was refused. Any other error is one of ours."""
    try:
        read = gift_reading.read(text)
    except Unreadable as error:
        return str(error)
    return read.questions or read.notes


def one(text: str) -> Question:
    read = gift_reading.read(text)
    assert len(read.questions) == 1, read.notes
    return read.questions[0]


def test_the_examples_of_the_format_are_understood():
    """Kinds and answers as Moodle's own documentation gives them."""
    choice = one(
        "// a comment\n::Q1:: What's between orange and green? {\n=yellow # right; good!\n~red # wrong\n~blue\n}"
    )
    assert choice.prompt == "What's between orange and green?"
    assert choice.options == (Option("yellow", True, "right; good!"), Option("red", False, "wrong"), Option("blue"))
    several = one("What fits? {\n~%50%one\n~%50%two\n~%-100%three\n}")
    assert (several.kind, [option.correct for option in several.options]) == ("multiple_choice", [True, True, False])
    match = one("Match. {\n=cat -> cat food\n=dog -> dog food\n}")
    assert match.pairs == (Pair("cat", "cat food"), Pair("dog", "dog food"))
    assert one("The sun rises in the East.{T}").options[0].correct
    false = one("Grant is buried there.{F#No, he is.#Right.}")
    assert [(option.correct, option.why) for option in false.options] == [(False, "No, he is."), (True, "Right.")]


def test_a_missing_word_gets_a_gap():
    assert one("Two and two {=are ~is} four.").prompt == "Two and two _____ four."


def test_escaped_signs_and_line_breaks_are_words():
    question = one(r"Is 3\=3\: \{yes\}?\nThink. {=yes \#1 ~no}")
    assert question.prompt == "Is 3=3: {yes}?\nThink."
    assert question.options[0].text == "yes #1"


def test_html_becomes_words_and_what_is_lost_is_told():
    read = gift_reading.read('[html]<p>See <b>this</b> <img src="x.png"></p> {=a ~b}')
    assert read.questions[0].prompt == "See this"
    assert "img" in read.notes[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How many? {#3:0.5}", "number or a text"),
        ("Write a page. {}", "number or a text"),
        ("Who? {=Anna =Ann}", "short text"),
        ("No braces here", "braces"),
        ("Never closed {=a ~b", "braces"),
        ("{=a ~b}", "no words"),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_its_line_and_loses_nothing_else(text, said):
    read = gift_reading.read(f"Good? {{T}}\n\n{text}")
    assert [question.prompt for question in read.questions] == ["Good?"]
    assert [(note.number, said in note.message, "Line 3" in note.message) for note in read.notes] == [(2, True, True)]


def test_several_right_answers_without_shares_are_to_be_checked():
    read = gift_reading.read("Which? {=a =b ~c}")
    assert read.questions[0].kind == "multiple_choice"
    assert "check" in read.notes[0].message


@pytest.mark.parametrize("text", ["", "   \n\n", "// only a comment", "$CATEGORY: tests"])
def test_a_file_without_a_question_says_what_one_looks_like(text):
    with pytest.raises(Unreadable, match="looks like"):
        gift_reading.read(text)


def test_misconceptions_travel_as_tags():
    question = Question("single_choice", "Why?", (Option("a", True), Option("b", misconception="wait-and-see")))
    written = gift_writing.write([question])
    assert "[tag:misconception-2-wait-and-see]" in written.text
    assert one(written.text) == question


def test_an_order_is_left_out_and_told():
    order = Question("put_in_order", "First?", items=(Item("a"), Item("b"), Item("c")))
    written = gift_writing.write([order, Question("true_false", "So?", (Option("True", True), Option("False")))])
    assert [(note.number, "left out" in note.message) for note in written.losses] == [(1, True)]
    assert one(written.text).prompt == "So?"


def test_own_words_for_true_and_false_are_told_as_lost():
    question = Question("true_false", "So?", (Option("Yes", True), Option("No")))
    assert "own words" in gift_writing.write([question]).losses[0].message


def test_false_may_stand_first():
    question = Question("true_false", "So?", (Option("False", True, "Right."), Option("True", False, "No.")))
    true, false = one(gift_writing.write([question]).text).options
    assert (true.correct, true.why, false.correct, false.why) == (False, "No.", True, "Right.")
