"""Labels are found, with what to say instead; correct uses, names and talk about words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.words import INSTEAD, SAY, find


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He was an addict once.", "addict"),
        ("Addicts can recover.", "Addicts"),
        ("She is addicted to pills.", "addicted"),
        ("A drug user called.", "drug user"),
        ("heroin users", "heroin users"),
        ("Substance abuse is common.", "Substance abuse"),
        ("substance-abuse treatment", "substance-abuse"),
        ("They abused alcohol.", "abused alcohol"),
        ("My uncle is an alcoholic.", "alcoholic"),
        ("He got clean in May.", "got clean"),
        ("She has been clean for a year.", "been clean"),
        ("a dirty urine test", "dirty urine test"),
        ("He committed suicide.", "committed suicide"),
        ("She is bipolar.", "is bipolar"),
        ("the mentally ill", "mentally ill"),
        ("People who suffer from anxiety", "suffer from"),
        ("opioid\nsubstitution", "opioid\nsubstitution"),
        ("Many think, “He is just an addict, and he will never get a job.”", "addict"),
    ],
)
def test_labels_are_found(text, word):
    assert [found.word for found in find(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Users of this site can save their answers.",
        "Addiction can be treated. Nicotine is addictive.",
        "Child abuse and domestic abuse are reported to Childhelp.",
        "Alcoholics Anonymous, the National Institute on Drug Abuse and Adult Children of Alcoholics have groups.",
        "The Substance Abuse and Mental Health Services Administration has a helpline.",
        "Alcoholic drinks and alcoholic hepatitis. Nonalcoholic beer, non-alcoholic wine.",
        "She has bipolar disorder. The illness is bipolar disorder.",
        "He got clean towels and kept the kitchen clean.",
        "It is safer to use a clean needle. My shoes are dirty.",
        "A drunk driver hit the fence.",
        'The word "addict" hurts. Instead of "She is bipolar." say "She has bipolar disorder."',
        "Do not say “junkie”.",
        "person with a substance use disorder, return to use, medication for opioid use disorder",
    ],
)
def test_correct_uses_names_and_mentions_are_left_alone(text):
    assert find(text) == []


def test_a_find_says_what_to_say_instead_and_where_it_stands():
    (found,) = find("An opioid addict called.")
    assert (found.instead, found.position) == ("person with a substance use disorder", 10)


def test_the_longest_label_wins():
    assert [found.word for found in find("a drug user and an addicted baby")] == ["drug user", "addicted baby"]


@pytest.mark.parametrize("term", sorted(INSTEAD))
def test_every_label_of_the_list_is_found(term):
    assert [found.word for found in find(f"Some said {term}.")] == [term]


def test_nothing_that_we_recommend_is_itself_a_label():
    assert [find(say) for say in SAY if find(say)] == []


@given(st.text(st.sampled_from('AaDdIiıİCcTt sſ-‑."\xa0')))
def test_any_text_is_searched_without_an_error(text):
    assert all(isinstance(found.instead, str) for found in find(text))


@given(st.text())
def test_positions_point_at_the_word(text):
    text = f"{text} an addict {text}"
    assert all(text[found.position :].startswith(found.word) for found in find(text))
