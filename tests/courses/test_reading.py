"""Flesch-Kincaid against published figures, and what counts as a word and as a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.reading import grade, hardest, plain, sentences, words
from courses.syllables import syllables

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
UNTO_ITSELF = "This sentence, taken as a reading passage unto itself, is being used to prove a point."
CAT = "The cat sat on the mat."


@pytest.mark.parametrize(
    ("text", "counts"),
    [(PLATYPUS, (13, 26)), (UNTO_ITSELF, (16, 23)), (CAT, (6, 6))],  # Wikipedia; the flesch-kincaid package's readme
)
def test_published_examples_are_counted_as_published(text, counts):
    assert (len(words(text)), sum(map(syllables, words(text)))) == counts


@pytest.mark.parametrize(("text", "published"), [(PLATYPUS, 13.08), (CAT, -1.45)])
def test_published_grades_are_reached(text, published):
    assert grade(text) == pytest.approx(published, abs=0.01)


@pytest.mark.parametrize(("text", "published_ease"), [(UNTO_ITSELF, 69), (CAT, 116)])
def test_the_counts_give_the_published_reading_ease(text, published_ease):
    ease = 206.835 - 1.015 * len(words(text)) - 84.6 * sum(map(syllables, words(text))) / len(words(text))
    assert ease == pytest.approx(published_ease, abs=0.5)


def test_nothing_to_read_has_grade_zero():
    assert grade("") == grade(" \n -- *** ") == grade("1-800-662-4357") == 0.0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call 911. Stay with them! Can you?", 3),
        ('"Stop!" he said. "Go on."', 2),
        ('A text says: "I can\'t go on." What is the first step?', 2),
        ("It was 2 a.m. on Monday. Dr. Lee slept.", 2),
        ("Be there at 9 a.m. Bring a pen.", 2),
        ("Wait... then breathe. It passed…", 2),
        ("Version 3.5 costs 1,000.", 1),
        ("Make a plan\n\nTell a friend\n\nSleep well", 3),
        ("## Your plan\n- one thing\n- another thing\n1. Call\n2. Wait", 5),
        ("a line that an author\nbroke in two", 1),
        ("**Call now.** *Then* wait.", 2),
        ("(Call now.) Then wait.", 2),
    ],
)
def test_sentences_are_found(text, count):
    assert len(sentences(text)) == count, sentences(text)


def test_a_list_without_full_stops_is_not_one_endless_sentence():
    items = ["talk to a friend", "take a walk", "eat something warm", "sleep at the same time each night"]
    assert grade("\n\n".join(items)) == pytest.approx(grade(". ".join(f"{item.capitalize()}" for item in items) + "."))


def test_words_keep_hyphens_apostrophes_and_figures_together():
    assert words("Don't call 1-800-662-4357 at 10:30 a.m., it's co-occurring and/or more.") == [
        *("Don't", "call", "1-800-662-4357", "at", "10:30", "a.m.", "it's", "co-occurring", "and", "or", "more"),
    ]


def test_a_telephone_number_does_not_make_a_text_harder():
    assert grade("Call 1-800-662-4357 now.") == grade("Call now.")


def test_longer_sentences_and_longer_words_are_harder():
    assert grade("We talk. We walk.") < grade("We talk and then we walk.") < grade("We communicate and perambulate.")


def test_the_hardest_sentence_is_named():
    text = "Call a friend. Communicate your psychological difficulties immediately. Rest."
    assert hardest(text) == "Communicate your psychological difficulties immediately."
    assert hardest("") == ""


def test_html_becomes_parted_plain_text():
    html = "<h2>Now</h2><p>Call&nbsp;<b>9</b>11 &amp; wait<br>here.</p><ul><li>one</li><li>two</ul><script>x()</script>"
    assert plain(html) == "Now\n\nCall 911 & wait here.\n\none\n\ntwo"


@given(st.text())
def test_any_text_is_graded_and_no_word_is_lost(text):
    assert isinstance(grade(text), float)
    assert isinstance(plain(text), str)


@given(st.lists(st.sampled_from(["Call 911.", "go on", "Is it 2 a.m. now?", "- rest", '"Stop!" he said.', "\n\n"])))
def test_sentences_lose_no_word(parts):
    text = " ".join(parts)
    assert [word for sentence in sentences(text) for word in words(sentence)] == words(text)
