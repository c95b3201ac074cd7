"""Words that may mean danger are seen however they are written; everyday words are not taken for them."""

import pytest

from courses import urgent


@pytest.mark.parametrize(
    "typed",
    [
        "suicide",
        "SUICIDAL thoughts",
        "I want to die",
        "kill myself",
        "self-harm",
        "hurting myself",
        "better off without me",
        "I don't want to live",
        "I don’t want to be here any more",
        "can't go on",
        "overdose",
        "overdosing on fentanyl",
        "OD",
        "O.D.",
        "he OD'd",
        "took too much",
        "naloxone",
        "not breathing",
        "won't wake up",
        "988",
        "an emergency",
    ],
)
def test_it_may_be_danger(typed):
    assert urgent.is_urgent(typed)


@pytest.mark.parametrize(
    "typed", ["", "sleep", "odd feelings", "killing time", "body", "anger", "family dinner", "breathing", "good day"]
)
def test_it_is_something_else(typed):
    assert not urgent.is_urgent(typed)
