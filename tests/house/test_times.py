"""A moment in a template says whose clock it is shown by: that of a group, or the clinic's."""

import re

import pytest

from tests.house import tree

# Pages of the account and of the privacy desk have one clock for all they show: see their views.
ONE_CLOCK = ("templates/learners/account/", "templates/learners/privacy/")
MOMENT = re.compile(
    r"\b(?!(?:[\w.]*\.)?(?:starts|ends|arrived|left)_at\b)((?:[\w.]*(?:_at|\.at|\.until|_expires))|at)\|(?:date|time)\b"
)


def pages() -> list:
    names = [path for path in tree.templates() if tree.name(path).startswith("templates/learners/")]
    return [path for path in names if not tree.name(path).startswith(ONE_CLOCK)]


@pytest.mark.parametrize("path", pages(), ids=tree.name)
def test_a_moment_is_shown_by_somebodys_clock(path):
    assert MOMENT.findall(tree.read(path)) == []


def test_the_rule_finds_what_it_is_for():
    assert MOMENT.findall('{{ person.last_at|date:"F j" }} {{ at|date:"M j" }} {{ one.at|time:"P" }}')
    assert not MOMENT.findall(
        '{{ one.at|timezone:cohort.zone|date:"F j" }} {{ one.starts_at|time:"P" }} {{ day|date }}'
    )
