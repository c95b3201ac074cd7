"""What can be found of a module is what everybody reads on its cards."""

import pytest

from courses import searched
from tests.factories import courses as make
from tests.factories import streams

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make.module(make.week(make.empty_program(), 1), "p01", **make.complete())


@pytest.fixture
def words(page):
    return "\n".join(searched.of(page).passages)


def test_it_has_what_stands_in_every_kind_of_block(words):
    for said in (
        "What it is for.",
        "One skill",
        "Name one sign",
        "In pictures",
        "An urge is a wave.",
        "Let your shoulders drop. Breathe out slowly.",
        "How it works",
        "Look at a cup.",
        "By phone",
        "Tell somebody what an urge is.",
        "About two.",
        "A hand holds a card",
        "My card, to print",
    ):
        assert said in words


def test_it_has_stories_for_everybody_and_none_for_one_pathway(words):
    assert "Leilani drives" in words
    assert "Carl" not in words
    assert "Amina" not in words


def test_it_has_nothing_of_guide_check_in_and_worksheet(words):
    for kept_away in (
        "one step",
        "Ask, then listen",
        "withdrawal",
        "Dana feels",
        "Because of",
        "Waiting makes",
        "My short_text",
    ):
        assert kept_away not in words


def test_it_has_no_markup_and_no_values_that_are_not_words(words):
    assert "<" not in words
    assert not {"warning", "everyone", "first"} & set(words.split())


def test_marks_of_html_are_the_characters_that_they_stand_for():
    page = make.module(
        make.week(make.empty_program(), 1),
        "p02",
        cards=[streams.card("One", streams.block("text", "<p>Rest &amp; food</p><p>a &lt; b</p>"))],
    )
    assert searched.of(page).cards == ("One", "Rest & food", "a < b")


def test_the_index_of_wagtail_has_no_more_than_that(page):
    """Whatever a learner searches stands in this one field, and in the title."""
    fields = {field.field_name for field in page.get_autocomplete_search_fields()}
    assert fields == {"title", "words_for_everybody"}
    assert page.words_for_everybody().split("\n") == list(searched.of(page).passages)
