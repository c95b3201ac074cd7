"""A few words around what was found: whole words, not too many, the found ones apart."""

import pytest

from courses import excerpts, terms
from courses.excerpts import Piece, excerpt

LONG = "Before it comes a lot of other things. " * 10 + "Breathe out slowly. " + "After it come more of them. " * 10


def of(passage, typed):
    return excerpt(passage, terms.pattern(terms.read(typed)))


def text(pieces):
    return "".join(piece.text for piece in pieces)


def test_found_words_stand_apart_in_a_short_passage():
    assert of("Breathe in, breathe out.", "breathing") == (
        Piece("Breathe", True),
        Piece(" in, "),
        Piece("breathe", True),
        Piece(" out."),
    )


def test_a_long_passage_is_cut_at_words_around_what_was_found():
    shown = text(of(LONG, "breathing"))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "Breathe out slowly" in shown
    assert len(shown) <= excerpts.LONGEST + 4
    assert set(shown.strip("… ").split()) <= set(LONG.split())


def test_what_stands_at_the_start_or_the_end_is_not_cut_there():
    assert text(of("Breathe now. " + LONG, "breathe")).startswith("Breathe now.")
    assert text(of(LONG.replace("Breathe", "Look") + "Breathe.", "breathe")).endswith("Breathe.")


def test_without_a_find_it_is_the_start():
    assert text(of(LONG, "zebra")).startswith("Before it comes")


@pytest.mark.parametrize("passage", ["", "x" * 1_000, "x" * 500 + " breathe " + "y" * 500])
def test_it_copes_with_any_passage(passage):
    assert len(text(of(passage, "breathe"))) <= excerpts.LONGEST + 60


def test_markup_in_a_passage_is_only_text():
    assert text(of("<b>breathe</b> & rest", "breathe")) == "<b>breathe</b> & rest"
