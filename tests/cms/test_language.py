"""Words are made once for each language: never again for the same, and never in the wrong one."""

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation import gettext, override

from cms import language
from cms.templatetags.words import FixedWords

TWO = [("en", "English"), ("es", "Spanish")]


@pytest.fixture
def two_languages(settings):
    settings.LANGUAGES = TWO


def template(source: str):
    return engines["django"].from_string(source)


def nodes(source: str) -> list:
    return template(source).template.nodelist


def test_with_one_language_it_is_the_sites():
    assert language.current() == settings.LANGUAGE_CODE
    with override("es"):
        assert language.current() == settings.LANGUAGE_CODE


def test_with_two_it_is_that_of_the_request(two_languages):
    with override("es"):
        assert language.current() == "es"
    with override(None):
        assert language.current() == settings.LANGUAGE_CODE


def test_words_are_made_once_for_each_language_and_each_value(two_languages):
    asked = []

    @language.kept
    def greeting(name: str) -> str:
        asked.append(name)
        return f"{gettext('Monday')} {name}"

    assert [greeting("A"), greeting("B"), greeting("A")] == ["Monday A", "Monday B", "Monday A"]
    with override("es"):
        assert greeting("A") == "lunes A"
    assert asked == ["A", "B", "A"]


def test_words_of_an_admin_in_another_language_do_not_stay():
    """Django's own catalogs know "Monday" in Spanish; the site has one language."""
    page = template('{% translate "Monday" %}')
    with override("es"):
        assert page.render() == "Monday"
    assert page.render() == "Monday"


def test_fixed_words_in_a_template_follow_the_language(two_languages):
    page = template('{% translate "Monday" %}')
    for code, day in (("en", "Monday"), ("es", "lunes"), ("en", "Monday")):
        with override(code):
            assert page.render() == day


def test_words_that_depend_on_something_stay_djangos():
    assert isinstance(nodes('{% translate "Monday" %}')[0], FixedWords)
    for source in (
        "{% translate day %}",
        '{% translate "Monday"|upper %}',
        '{% translate "May" context "month name" %}',
        '{% translate "Monday" noop %}',
        '{% translate "Monday" as day %}',
    ):
        assert not isinstance(nodes(source)[0], FixedWords), source
    assert template("{% translate day %}").render({"day": "Friday"}) == "Friday"
    assert template('{% translate "Monday" as day %}<{{ day }}>').render() == "<Monday>"


def test_fixed_words_are_as_safe_as_djangos():
    source = '{% translate "Salt & 100% <b>pepper</b>" %}'
    assert template(source).render() == template("{% load i18n %}" + source).render()
