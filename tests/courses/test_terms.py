"""What is typed becomes terms: the beginnings of the words that mean something."""

import pytest

from courses import terms


@pytest.mark.parametrize("typed", ["", "   ", "the and of", "how can I", "!?", "a", "\0", "don't you"])
def test_little_words_alone_are_no_terms(typed):
    assert terms.read(typed) == ()


def test_terms_come_once_and_in_order():
    assert terms.read("Sleep, SLEEPING and calm sleep!") == ("sleep", "calm")


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("breathe", "breathing breath breathes breathed"),
        ("breathing", "breathe breath"),
        ("cravings", "craving crave craved"),
        ("families", "family families"),
        ("worries", "worry worried worrying"),
        ("stopping", "stop stops stopped"),
        ("medicines", "medicine medicines"),
        ("stress", "stress stressed stresses"),
        ("pills", "pill pills"),
        ("uses", "use uses"),
        ("mother's", "mother mothers"),
    ],
)
def test_an_inflected_word_finds_its_other_forms(typed, finds):
    pattern = terms.pattern(terms.read(typed))
    assert [word for word in finds.split() if not pattern.fullmatch(word)] == []


@pytest.mark.parametrize(("typed", "other"), [("urges", "surge"), ("sister", "assist"), ("use", "house")])
def test_a_term_does_not_find_another_word(typed, other):
    assert not terms.pattern(terms.read(typed)).search(other)


def test_what_looks_like_an_expression_is_only_words():
    assert terms.read('"breath*" OR (sleep) -- :calm') == ("breath", "sleep", "calm")


def test_a_long_text_is_cut_short():
    assert len(terms.read(" ".join(f"word{number}x" for number in range(100)))) == terms.MOST
    assert terms.read("x" * 10_000) == ("x" * terms.LONGEST,)
