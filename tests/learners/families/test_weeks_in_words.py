"""The weeks that a family member reads, in a line instead of a list."""

from uuid import uuid4

import pytest

from learners.families import shown
from learners.families.taking_part import Week


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([3], "Week 3"),
        ([1, 2], "Weeks 1, 2"),
        ([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "Weeks 2 to 12"),
        ([1, 3, 4, 5, 8, 9], "Weeks 1, 3 to 5, 8, 9"),
    ],
)
def test_weeks_in_a_row_are_said_by_the_first_and_the_last(numbers, words):
    weeks = tuple(Week(number, done=number in numbers) for number in range(1, 13))
    found = shown.Shown(consent=uuid4(), name="Ana", notice="", scopes=(), weeks=weeks)
    assert found.done == words
    others = tuple(Week(one.number, done=not one.done) for one in weeks)
    assert shown.Shown(consent=uuid4(), name="Ana", notice="", scopes=(), weeks=others).not_yet == words
